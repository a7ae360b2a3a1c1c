import type { Conntrack } from "../../../../src/netfilter/conntrack/conntrack.js";
import { kernelEnd, kernelVerdict } from "../../../../src/verify/pass/kernel-verdict.js";
import type { AttachedConnection } from "../../../../src/netfilter/socket-buffer.js";
import type { Packet } from "../../../../src/packet/packet.js";
import { hasPorts } from "../../../../src/packet/ports.js";
import type {
  ConnectionEntry,
  NetfilterEvent,
  Tuple,
} from "../../../../src/trace/event/netfilter-event.js";

/** A fact of netfilter, with what the packet's connection was at that moment. */
export interface Said {
  readonly event: NetfilterEvent;
  readonly ct: string | undefined;
}

/** A table's walk as a recording writes it. */
export interface WalkText {
  readonly table: string;
  readonly chain: string;
  readonly pkt: string;
  readonly steps: readonly string[];
  readonly end: string;
  readonly iif: string | undefined;
  readonly oif: string | undefined;
  readonly mark: string | undefined;
  readonly ct: string | undefined;
}

/** The walks among what netfilter said at one hook. */
export function walksIn(said: readonly Said[]): readonly WalkText[] {
  const starts = said.flatMap(({ event }, index) =>
    event.kind === "table-entered" ? [index] : [],
  );
  return starts.map((start) => {
    const end = said.findIndex(({ event }, index) => index > start && event.kind === "table-left");
    return walkText(said.slice(start, end + 1));
  });
}

function walkText([first, ...rest]: readonly Said[]): WalkText {
  const entered = first?.event;
  if (entered?.kind !== "table-entered") throw new Error("a walk begins with its table");
  const { headers, input, output, mark } = entered.context;
  const steps: { text: string; mark: number }[] = [];
  let now = mark;
  let end = "";
  // A trace's first line comes with the first rule that matches, or with the policy: a translation there is done by then.
  const firstLine = rest.find(({ event }) => ["rule-hit", "table-left"].includes(event.kind));
  for (const { event } of rest) {
    if (event.kind === "rule-hit")
      steps.push({
        text: `${event.chain} ${event.rule} ${kernelVerdict(event.verdict)}`,
        mark: now,
      });
    const last = steps.at(-1);
    if (event.kind === "packet-marked" && last !== undefined) last.mark = now = event.mark;
    if (event.kind === "table-left") end = kernelEnd(event);
  }
  return {
    table: entered.table,
    chain: entered.chain,
    pkt: packetText(headers),
    steps: steps.map((step) => `${step.text} ${markText(step.mark) ?? "0x0"}`),
    end,
    iif: input ?? undefined,
    oif: output ?? undefined,
    mark: markText(mark),
    ct: firstLine?.ct,
  };
}

/** `10.0.0.1:40001>10.0.0.2:80`. */
export function packetText({ source, destination, transport }: Packet): string {
  if (!hasPorts(transport)) return `${source}>${destination}`;
  return `${source}:${transport.sourcePort}>${destination}:${transport.destinationPort}`;
}

/** `NEW original DST_NAT DST_NAT_DONE`; undefined where the packet has no connection. */
export function connectionText(
  attached: AttachedConnection | null,
  conntrack: Conntrack,
): string | undefined {
  if (attached === null || attached.id === null) return undefined;
  const connection = conntrack.get(attached.id);
  if (connection === null) return undefined;
  const { entry, settled } = connection;
  const words = [
    attached.state,
    attached.direction ?? "",
    entry.seenReply ? "SEEN_REPLY" : "",
    entry.assured ? "ASSURED" : "",
    entry.confirmed ? "CONFIRMED" : "",
    entry.status.includes("SNAT") ? "SRC_NAT" : "",
    entry.status.includes("DNAT") ? "DST_NAT" : "",
    settled.source ? "SRC_NAT_DONE" : "",
    settled.destination ? "DST_NAT_DONE" : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

/** `tcp 10.0.0.1:40001>10.0.0.2:80 | 10.0.0.2:80>10.0.0.1:40001 SYN_SENT [DST_NAT]`. */
export function entryText({
  protocol,
  original,
  reply,
  protocolState,
  seenReply,
  assured,
  status,
}: ConnectionEntry): string {
  const flags = [
    seenReply ? "SEEN_REPLY" : "",
    assured ? "ASSURED" : "",
    status.includes("SNAT") ? "SRC_NAT" : "",
    status.includes("DNAT") ? "DST_NAT" : "",
  ].filter((flag) => flag !== "");
  const state = protocolState === null ? "" : ` ${protocolState}`;
  const suffix = flags.length === 0 ? "" : ` [${flags.join(",")}]`;
  const [asks, answers] = protocol === "icmp" ? [" type=8 code=0", " type=0 code=0"] : ["", ""];
  return `${protocol} ${tupleText(original)}${asks} | ${tupleText(reply)}${answers}${state}${suffix}`;
}

function tupleText({ source, destination, sourcePort, destinationPort }: Tuple): string {
  if (sourcePort === 0 && destinationPort === 0) return `${source}>${destination}`;
  return `${source}:${sourcePort}>${destination}:${destinationPort}`;
}

function markText(mark: number): string | undefined {
  return mark === 0 ? undefined : `0x${mark.toString(16)}`;
}
