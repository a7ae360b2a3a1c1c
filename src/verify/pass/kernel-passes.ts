import { ruleKey } from "../kernel/rule-numbers.js";
import type { RuleNumbers } from "../kernel/rule-numbers.js";
import type { SeenPacket } from "../kernel/packet-words.js";
import type { TraceLine } from "../kernel/trace-line.js";
import { TRACE_TABLE } from "../kernel/trace-table.js";
import type { TracePlan } from "../kernel/trace-table.js";
import { endsText, segmentKind, tableText, withoutLaterAcks } from "./pass.js";
import type { Pass, Seen } from "./pass.js";

/** What turns the kernel's words into ours. */
export interface KernelReading {
  readonly plan: TracePlan;
  readonly numbers: RuleNumbers;
}

interface Open {
  readonly kind: string;
  readonly from: string;
  readonly points: string[];
  /** Where it was last seen, and whether somebody has gone on with it. */
  packet: SeenPacket;
  walk: { readonly table: string; readonly head: string; readonly steps: string[] } | null;
}

/** What the kernel told of one namespace, packet by packet. */
export function kernelPasses(lines: readonly TraceLine[], reading: KernelReading): Seen {
  const passes: Open[] = [];
  const captures: string[] = [];
  const byId = new Map<string, Open>();
  const begin = (packet: SeenPacket): Open => {
    const made = { kind: kindOf(packet), from: endsOf(packet), points: [], packet, walk: null };
    passes.push(made);
    return made;
  };
  const goOn = (packet: SeenPacket): Open =>
    passes.findLast((known) => isSame(known.packet, packet)) ?? begin(packet);
  for (const line of withPieces(lines)) {
    if (line.kind !== "packet") {
      const open = byId.get(line.id);
      if (open !== undefined) takeStep(open, line, reading.numbers);
      continue;
    }
    const { id } = line;
    const known = byId.get(id);
    // Only where we watch the kernel says whether it is a piece.
    const packet =
      line.table === TRACE_TABLE || known === undefined
        ? line.packet
        : { ...line.packet, piece: known.packet.piece };
    if (isNoise(packet)) {
      byId.delete(id);
      continue;
    }
    const point = line.family === "netdev" ? reading.plan.devices.get(line.chain) : undefined;
    const begins =
      (point?.direction === "in" && !point.isInner) ||
      (line.family === "inet" && line.chain === "output_enter");
    const isInner = point?.direction === "in" && point.isInner;
    const before = begins ? null : ((isInner ? undefined : known) ?? goOn(packet));
    const open = before === null ? begin(packet) : followed(before, packet, passes, begin);
    byId.set(id, open);
    open.packet = packet;
    if (point !== undefined) {
      const { direction, device } = point;
      captures.push(`${direction} ${device} ${kindOf(packet)} ${endsOf(packet)} ttl ${packet.ttl}`);
    } else if (line.table === TRACE_TABLE) {
      const [hook = "", edge = ""] = line.chain.split("_");
      const where = line.family === "bridge" ? `bridge ${hook.toUpperCase()}` : hook.toUpperCase();
      open.points.push(`${where} ${edge} ${endsOf(packet)}`);
    } else {
      const head = `${line.chain} ${line.table} ${line.chain} ${endsOf(packet)}`;
      open.walk = { table: line.table, head, steps: [] };
    }
  }
  // What only devices saw was no packet of this host's own.
  const walked = passes.filter(({ points }) => points.length > 0);
  return { passes: withoutLaterAcks(walked.map(closed)), captures };
}

// A packet that is cut goes on as several; pieces that are put together go on as the whole.
function followed(
  before: Open,
  packet: SeenPacket,
  passes: readonly Open[],
  begin: (packet: SeenPacket) => Open,
): Open {
  if (before.packet.piece === packet.piece) return before;
  const made = begin(packet);
  if (packet.piece !== null) return made;
  const pieces = passes.filter(
    (pass) => pass.packet.piece !== null && isOfOne(pass.packet, packet),
  );
  const last = pieces.at(-1);
  made.points.push(
    ...(last?.points ?? []).map((point) =>
      point.replace(endsOf(last?.packet ?? packet), made.from),
    ),
  );
  for (const piece of pieces) piece.points.length = 0;
  return made;
}

// What the kernel says of a piece comes right after the packet itself, in the same chain.
function withPieces(lines: readonly TraceLine[]): readonly TraceLine[] {
  const read: TraceLine[] = [];
  const last = new Map<string, number>();
  for (const line of lines) {
    if (line.kind === "packet") last.set(line.id, read.length);
    const at = last.get(line.id);
    const told = at === undefined ? undefined : read[at];
    if (line.kind === "rule" && line.piece !== null && at !== undefined && told?.kind === "packet")
      read[at] = { ...told, packet: { ...told.packet, piece: line.piece } };
    else read.push(line);
  }
  return read;
}

function closed({ kind, from, points }: Open): Pass {
  return { kind, from, points };
}

function takeStep(
  open: Open,
  line: Exclude<TraceLine, { readonly kind: "packet" }>,
  numbers: RuleNumbers,
): void {
  const { walk } = open;
  if (line.table === TRACE_TABLE || walk?.table !== line.table) return;
  const finish = (end: string): void => {
    open.points.push(tableText(walk.head, walk.steps, end));
    open.walk = null;
  };
  if (line.kind === "policy") {
    finish(`policy ${line.verdict.toUpperCase()}`);
    return;
  }
  const { family, table, chain, handle, verdict } = line;
  const number = numbers.get(ruleKey(family, table, chain, handle)) ?? "?";
  walk.steps.push(`${chain} ${number} ${verdict}`);
  if (!/^(continue|return|jump |goto )/.test(verdict)) finish(verdict);
}

function isSame(a: SeenPacket, b: SeenPacket): boolean {
  if ((a.piece === null) !== (b.piece === null)) return isOfOne(a, b);
  return (
    endsOf(a) === endsOf(b) &&
    a.protocol === b.protocol &&
    a.identification === b.identification &&
    a.length === b.length &&
    a.flags === b.flags
  );
}

function isOfOne(a: SeenPacket, b: SeenPacket): boolean {
  const alike = a.source === b.source && a.destination === b.destination;
  return alike && a.identification !== 0 && a.identification === b.identification;
}

/** Neighbour discovery, multicast groups and redirects come by themselves, or as often as the kernel sees fit. */
function isNoise({ protocol, icmp, source, destination, piece }: SeenPacket): boolean {
  if (piece === "later") return false;
  if (protocol === "other") return true;
  if (icmp === null) return false;
  const isIpv6 = source.includes(":") || destination.includes(":");
  return isIpv6 ? (icmp.type >= 130 && icmp.type <= 137) || icmp.type === 143 : icmp.type === 5;
}

function endsOf(packet: SeenPacket): string {
  const { source, destination, protocol, sourcePort, destinationPort, piece } = packet;
  const hasPorts = (protocol === "tcp" || protocol === "udp") && piece !== "later";
  return endsText({
    source,
    destination,
    sourcePort: hasPorts ? sourcePort : null,
    destinationPort: hasPorts ? destinationPort : null,
  });
}

const FLAG_NAMES = ["FIN", "SYN", "RST", "PSH", "ACK"] as const;

function kindOf({ protocol, flags, icmp, piece }: SeenPacket): string {
  if (piece !== null) return `PIECE ${piece}`;
  if (protocol === "icmp") return `ICMP ${icmp?.type ?? 0}/${icmp?.code ?? 0}`;
  if (protocol !== "tcp") return protocol.toUpperCase();
  const set = new Set(FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0));
  // The kernel pushes with the last byte of what was written.
  return segmentKind(set, set.has("PSH"));
}
