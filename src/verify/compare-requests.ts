import type { Packet } from "../packet/packet.js";
import type { TraceEvent } from "../trace/event/event.js";
import type { Outcome } from "../trace/outcome.js";
import type { Trace } from "../trace/trace.js";
import type { PacketId } from "../trace/id.js";
import type { Lab } from "./lab/lab.js";
import { compareSeen } from "./pass/compare-passes.js";
import type { Difference } from "./pass/compare-passes.js";
import { kernelPasses } from "./pass/kernel-passes.js";
import type { Seen } from "./pass/pass.js";
import { chosenPorts, withoutDrawnPorts } from "./pass/random-ports.js";
import { simulatedConnections } from "./pass/simulated-connections.js";
import { simulatedPasses } from "./pass/simulated-passes.js";
import { portsOf } from "./play/play-for-real.js";
import type { RealRequest } from "./play/play-for-real.js";

/** What came of the comparison of one request. */
export interface RequestReport {
  /** Who made it, and what was typed. */
  readonly client: string;
  readonly command: string;
  readonly outcome: Outcome | null;
  /** How many passes of packets, captures, conntrack entries and outcomes agree. */
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

/** Compares each request that was played on the machine with the same request of the simulation. */
export function compareRequests(
  played: readonly RealRequest[],
  lab: Lab,
  { events }: Trace,
  limitMicroseconds: number,
): readonly RequestReport[] {
  const chosen = chosenPorts(events);
  const starts = events.flatMap((event, index) =>
    event.kind === "request-started" ? [index] : [],
  );
  return played.map((request, index): RequestReport => {
    const from = starts[index] ?? events.length;
    const start = events[from];
    const window = events.slice(from, starts[index + 1] ?? events.length);
    // What a program still waited for on the machine lies behind the end of the stretch.
    const until = request.outcome === null ? (start?.at ?? 0) + limitMicroseconds : Infinity;
    const others = earlierPorts(events, index);
    const inTime = window.filter(({ at }) => at <= until);
    const stretch = withoutOthers(inTime, others);
    const command = start?.kind === "request-started" ? start.command : request.command.kind;
    const parts = [
      compareOutcome(request, stretch),
      ...comparePackets(request, lab, events.slice(0, from), stretch, chosen),
      ...compareTables(request, lab, [...events.slice(0, from), ...inTime], from, {
        chosen,
        others,
      }),
    ];
    return {
      client: request.client.name,
      command,
      outcome: request.outcome,
      agreed: parts.reduce((sum, { agreed }) => sum + agreed, 0),
      differences: parts.flatMap(({ differences }) => differences),
    };
  });
}

interface Part {
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

function compareOutcome({ outcome }: RealRequest, stretch: readonly TraceEvent[]): Part {
  const end = stretch.find((event) => event.kind === "request-ended");
  const simulated = end?.outcome ?? null;
  if (simulated === outcome) return { agreed: 1, differences: [] };
  const difference = { where: "outcome", kernel: outcome, simulated };
  return { agreed: 0, differences: [difference] };
}

function comparePackets(
  request: RealRequest,
  { rooms }: Lab,
  before: readonly TraceEvent[],
  stretch: readonly TraceEvent[],
  chosen: ReadonlySet<number>,
): readonly Part[] {
  const simulated = simulatedPasses(before, stretch);
  return [...rooms].flatMap(([id, { plan, hasRules, namespace }]) => {
    if (namespace.kind === "switch") return [];
    const real = request.rooms.get(id);
    if (real === undefined) return [];
    const { lines, numbers } = real;
    const seen = kernelPasses(lines, { plan, numbers });
    const own = simulated.get(id) ?? { passes: [], captures: [] };
    return [compareSeen(id, shown(seen, hasRules, chosen), shown(own, hasRules, chosen))];
  });
}

function shown({ passes, captures }: Seen, hasRules: boolean, chosen: ReadonlySet<number>): Seen {
  const named = (text: string): string => withoutDrawnPorts(text, chosen);
  return {
    passes: hasRules
      ? passes.map(({ kind, from, points }) => ({
          kind,
          from: named(from),
          points: points.map(named),
        }))
      : [],
    captures: captures.map(named),
  };
}

// Entries of earlier requests go by real time on the machine, so only those that this request has touched are compared.
function compareTables(
  request: RealRequest,
  { rooms }: Lab,
  events: readonly TraceEvent[],
  since: number,
  {
    chosen,
    others,
  }: { readonly chosen: ReadonlySet<number>; readonly others: ReadonlySet<number> },
): readonly Part[] {
  const at = events.at(-1)?.at ?? 0;
  const { touched } = simulatedConnections(events, since, at);
  return [...rooms].flatMap(([id, { hasRules }]) => {
    const real = request.rooms.get(id);
    if (!hasRules || real === undefined) return [];
    const named = (text: string): string => withoutDrawnPorts(text, chosen);
    const isOwn = (text: string): boolean =>
      [...text.matchAll(/:(\d+)(?=[> ])/g)].every(([, port]) => !others.has(Number(port)));
    const left = (touched.get(id) ?? []).filter(isOwn).map(named);
    const fresh = without(real.after, real.before).filter(isOwn).map(named);
    const missing = without(fresh, left);
    // An entry that was used again may read as it did before.
    const only = without(left, real.after.map(named));
    const where = `${id} conntrack`;
    return [
      {
        agreed: fresh.length - missing.length,
        differences: [
          ...missing.map((kernel) => ({ where, kernel, simulated: null })),
          ...only.map((simulated) => ({ where, kernel: null, simulated })),
        ],
      },
    ];
  });
}

// Two entries may read alike: as many are taken away as there are.
function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const left = [...some];
  return all.filter((text) => {
    const index = left.indexOf(text);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

// The ports of requests that were made before, on both of whose sides connections may still be about to end.
function earlierPorts(events: readonly TraceEvent[], index: number): ReadonlySet<number> {
  const ofRequest = (number: number): readonly number[] => {
    const { tcp, udp } = portsOf(events, number);
    return [...tcp, ...udp];
  };
  const own = new Set(ofRequest(index));
  const earlier = Array.from({ length: index }, (_, number) => ofRequest(number)).flat();
  return new Set(earlier.filter((port) => !own.has(port)));
}

// On the machine the connections of a request are ended with it.
function withoutOthers(
  events: readonly TraceEvent[],
  others: ReadonlySet<number>,
): readonly TraceEvent[] {
  const isOthers = ({ transport }: Packet): boolean => {
    if (transport.protocol === "icmp")
      return transport.quoted !== null && isOthers(transport.quoted);
    if (!("sourcePort" in transport)) return false;
    return others.has(transport.sourcePort) || others.has(transport.destinationPort);
  };
  const left = new Set<PacketId>();
  for (const event of events)
    if (event.kind === "packet-created" && event.packet !== null && isOthers(event.headers))
      left.add(event.packet);
  return events.filter(({ packet }) => packet === null || !left.has(packet));
}
