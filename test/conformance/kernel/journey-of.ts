import type { Packet } from "../../../src/packet/packet.js";
import { kernelEnd, kernelVerdict } from "../../../src/verify/pass/kernel-verdict.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import type { PacketId } from "../../../src/trace/id.js";
import { labelOf } from "./label.js";
import type { LabelContext } from "./label.js";

/** What is compared of a packet's way: where it passed which table and rules, and its addresses at every point. */
export interface Way {
  readonly packet: string;
  readonly points: readonly string[];
  /** Where devices saw it: host, device, and what was seen. */
  readonly captures: readonly Capture[];
}

/** A packet at a device. */
export interface Capture {
  readonly host: string;
  readonly device: string;
  readonly text: string;
}

/** The ways of all packets in a stretch of a trace, in the order of their first appearance. */
export function waysOf(
  events: readonly TraceEvent[],
  context: LabelContext,
  hostOf: (event: TraceEvent) => string,
): readonly Way[] {
  const headers = new Map<PacketId, Packet>();
  const labels = new Map<PacketId, string>();
  const ways = new Map<string, { points: string[]; captures: Capture[] }>();
  const walks = new Map<PacketId, WalkLine>();
  for (const event of events) {
    const { packet } = event;
    if (packet === null) continue;
    if (event.kind === "packet-created") {
      headers.set(packet, event.headers);
      const label = labelOf(event, labels, context);
      if (label !== null) labels.set(packet, label);
    }
    const label = labels.get(packet);
    const now = headers.get(packet);
    if (label === undefined || now === undefined) continue;
    const way = ways.get(label) ?? { points: [], captures: [] };
    ways.set(label, way);
    const host = hostOf(event);
    // What a packet is from here on.
    if (event.kind === "packet-translated") headers.set(packet, event.headers);
    else if (event.kind === "ttl-decremented" || event.kind === "ttl-set")
      headers.set(packet, { ...now, ttl: event.ttl });
    else if (event.kind === "device-entered" || event.kind === "device-left") {
      const dir = event.kind === "device-entered" ? "in" : "out";
      const text = `${dir} ${label} ${packetText(now)} ttl ${now.ttl}`;
      // What goes out by lo comes in at once, so that one event tells of both.
      if (event.device === "lo")
        way.captures.push({ host, device: "lo", text: text.replace("in", "out") });
      way.captures.push({ host, device: event.device, text });
    } else if (event.kind === "hook-entered") {
      way.points.push(`${host} ${hookText(event.hook)} enter ${packetText(now)}`);
    } else if (event.kind === "hook-left" && event.verdict === "accept") {
      way.points.push(`${host} ${hookText(event.hook)} exit ${packetText(now)}`);
    } else if (event.kind === "table-entered") {
      const place = `${hookText(event.hook)} ${event.table} ${event.chain}`;
      walks.set(packet, { head: `${host} ${place} ${packetText(now)}`, steps: [] });
    } else if (event.kind === "rule-hit") {
      const step = `${event.chain} ${event.rule} ${kernelVerdict(event.verdict)}`;
      walks.get(packet)?.steps.push(step);
    } else if (event.kind === "table-left") {
      const walk = walks.get(packet);
      if (walk !== undefined) way.points.push(walkText(walk, kernelEnd(event)));
    }
  }
  return [...ways].map(([packet, way]) => ({ packet, ...way }));
}

interface WalkLine {
  readonly head: string;
  readonly steps: string[];
}

/** One table's walk in a line: `node1 prerouting nat PREROUTING ADDRESSES [CHAIN 1 jump X; …] policy ACCEPT`. */
export function walkText({ head, steps }: WalkLine, end: string): string {
  return `${head} [${steps.join("; ")}] ${end}`;
}

/** `10.0.0.1:40001>10.0.0.2:80`. */
export function packetText({ source, destination, transport }: Packet): string {
  return "sourcePort" in transport
    ? `${source}:${transport.sourcePort}>${destination}:${transport.destinationPort}`
    : `${source}>${destination}`;
}

// `PREROUTING` is `ip prerouting`, `bridge FORWARD` is `bridge forward`, as recordings write them.
function hookText(hook: string): string {
  return hook.startsWith("bridge ") ? hook.toLowerCase() : `ip ${hook.toLowerCase()}`;
}
