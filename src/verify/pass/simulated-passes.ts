import { LOOPBACK } from "../../network/device.js";
import { kernelEnd, kernelVerdict } from "./kernel-verdict.js";
import type { Packet } from "../../packet/packet.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { isNft } from "../../trace/nft-station.js";
import type { NamespaceId, PacketId } from "../../trace/id.js";
import { endsText, segmentKind, tableText, withoutLaterAcks } from "./pass.js";
import type { Pass, Seen } from "./pass.js";

interface Open {
  readonly kind: string;
  readonly from: string;
  readonly points: string[];
  walk: { readonly head: string; readonly steps: string[] } | null;
}

interface Tracked {
  headers: Packet;
  open: Open | null;
  place: NamespaceId | null;
}

interface Noted {
  readonly passes: Open[];
  readonly captures: string[];
}

/** What a stretch of a simulation's trace tells of each namespace, packet by packet. */
export function simulatedPasses(
  before: readonly TraceEvent[],
  events: readonly TraceEvent[],
): ReadonlyMap<NamespaceId, Seen> {
  const packets = new Map<PacketId, Tracked>();
  const noted = new Map<NamespaceId, Noted>();
  for (const event of before) keepHeaders(packets, event);
  for (const event of events) {
    keepHeaders(packets, event);
    const { packet, namespace } = event;
    const tracked = packet === null ? undefined : packets.get(packet);
    if (tracked === undefined || namespace === null || isRedirect(tracked.headers)) continue;
    const own = noted.get(namespace) ?? { passes: [], captures: [] };
    noted.set(namespace, own);
    note(event, namespace, tracked, own);
  }
  return new Map(
    [...noted].map(([namespace, { passes, captures }]) => {
      const walked = passes.filter(({ points }) => points.length > 0);
      return [namespace, { passes: withoutLaterAcks(walked.map(closed)), captures }];
    }),
  );
}

function keepHeaders(packets: Map<PacketId, Tracked>, event: TraceEvent): void {
  if (event.packet === null) return;
  const known = packets.get(event.packet);
  if (event.kind === "packet-created")
    packets.set(event.packet, { headers: event.headers, open: null, place: null });
  else if (known === undefined) return;
  else if (event.kind === "packet-translated") known.headers = event.headers;
  else if (event.kind === "ttl-decremented" || event.kind === "ttl-set")
    known.headers = { ...known.headers, ttl: event.ttl };
}

function note(event: TraceEvent, namespace: NamespaceId, tracked: Tracked, own: Noted): void {
  const { headers } = tracked;
  const begin = (): Open => {
    const made: Open = { kind: kindOf(headers), from: endsOf(headers), points: [], walk: null };
    own.passes.push(made);
    tracked.open = made;
    tracked.place = namespace;
    return made;
  };
  // A packet that comes out of a cable or a tunnel begins anew; one that only goes round by lo or a bridge goes on.
  if (event.kind === "link-crossed" || event.kind === "packet-decapsulated") tracked.open = null;
  const open = tracked.open === null || tracked.place !== namespace ? begin() : tracked.open;
  if (event.kind === "device-entered" || event.kind === "device-left") {
    const direction = event.kind === "device-entered" ? "in" : "out";
    const text = `${kindOf(headers)} ${endsOf(headers)} ttl ${headers.ttl}`;
    // What goes out by lo comes in at once, so that one event tells of both.
    if (event.device === LOOPBACK) own.captures.push(`out ${LOOPBACK} ${text}`);
    own.captures.push(`${direction} ${event.device} ${text}`);
  }
  if (event.kind === "hook-entered") open.points.push(`${event.hook} enter ${endsOf(headers)}`);
  if (event.kind === "hook-left" && event.verdict === "accept")
    open.points.push(`${event.hook} exit ${endsOf(headers)}`);
  if (event.kind === "table-entered") {
    // nft's own trace names a chain and its table, and not the hook.
    const head = isNft(event.table)
      ? `${event.chain} ${event.table.replace(/^\S+ /, "")} ${event.chain} ${endsOf(headers)}`
      : `${event.hook} ${event.table} ${event.chain} ${endsOf(headers)}`;
    open.walk = { head, steps: [] };
  }
  if (event.kind === "rule-hit")
    open.walk?.steps.push(`${event.chain} ${event.rule} ${kernelVerdict(event.verdict)}`);
  if (event.kind === "table-left" && open.walk !== null) {
    open.points.push(tableText(open.walk.head, open.walk.steps, kernelEnd(event)));
    open.walk = null;
  }
}

function closed({ kind, from, points }: Open): Pass {
  return { kind, from, points };
}

// How often a host sends redirects is limited, so they are not compared.
function isRedirect({ transport, family }: Packet): boolean {
  if (transport.protocol !== "icmp") return false;
  return transport.type === (family === "ipv4" ? 5 : 137);
}

function endsOf({ source, destination, transport, fragment }: Packet): string {
  const hasPorts = "sourcePort" in transport && (fragment?.offset ?? 0) === 0;
  return endsText({
    source,
    destination,
    sourcePort: hasPorts ? transport.sourcePort : null,
    destinationPort: hasPorts ? transport.destinationPort : null,
  });
}

function kindOf({ transport, fragment }: Packet): string {
  if (fragment !== null) return `PIECE ${fragment.offset === 0 ? "first" : "later"}`;
  if (transport.protocol === "icmp") return `ICMP ${transport.type}/${transport.code}`;
  if (transport.protocol !== "tcp") return transport.protocol.toUpperCase();
  return segmentKind(new Set(transport.flags), transport.payload.kind !== "none");
}
