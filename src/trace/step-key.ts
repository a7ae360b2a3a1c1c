import type { Packet } from "../packet/packet.js";
import type { TraceEvent } from "./event/event.js";
import type { PacketId } from "./id.js";
import type { Step } from "./step.js";
import type { Trace } from "./trace.js";

/**
 * Names what the steps of a trace are about, so that the same fact has the same name in another play of the scenario:
 * what happened, where, and to what kind of packet. Numbers that each play gives for itself (packets, ports) take no part.
 */
export function stepKeys({ events }: Trace, steps: readonly Step[]): readonly string[] {
  const packets = new Map<PacketId | null, string>();
  for (const event of events) {
    if (event.kind === "packet-created")
      packets.set(event.packet, `${event.namespace ?? ""} ${contentOf(event.headers)}`);
  }
  return steps.map(({ about }) => {
    const event = events[about];
    if (event === undefined) return "";
    const packet = packets.get(event.packet) ?? "";
    return [event.kind, event.namespace ?? "", packet, ...placeOf(event)].join("|");
  });
}

function contentOf({ transport }: Packet): string {
  const { protocol } = transport;
  const flags = "flags" in transport ? transport.flags.join(",") : "";
  const type = "type" in transport ? transport.type : "";
  const payload = "payload" in transport ? transport.payload.kind : "";
  return [protocol, flags, type, payload].join(" ");
}

// A translation is the same wherever it is done: in PREROUTING by a rule, or in INPUT by IPVS.
function placeOf(event: TraceEvent): readonly string[] {
  if (event.kind === "packet-translated") return [event.translation];
  const hook = "hook" in event ? event.hook : "";
  const table = "table" in event ? (event.table ?? "") : "";
  const chain = "chain" in event ? (event.chain ?? "") : "";
  return [hook, table, chain];
}
