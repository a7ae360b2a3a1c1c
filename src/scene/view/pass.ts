import type { TraceEvent } from "../../trace/event/event.js";
import type { PacketState, PassedStation } from "../../trace/state.js";
import type { ViewInput } from "./input.js";

/** A box of the flowchart as the packet met it. */
export interface MetStation {
  readonly hook: string;
  readonly station: string;
  readonly result: PassedStation["result"];
  /** Why it was skipped. */
  readonly reason: Extract<TraceEvent, { readonly kind: "table-skipped" }>["reason"] | null;
}

/** A packet's pass through a namespace, as a flowchart needs it. */
export interface MetPass {
  readonly stations: readonly MetStation[];
  /** The hooks that it reached. */
  readonly hooks: ReadonlySet<string>;
  /** The device by which it came; null for a packet that was made here. */
  readonly input: string | null;
  /** The device by which it left. */
  readonly output: string | null;
}

/** The events of the packet's pass through the namespace that it is in, up to the step's own. */
export function passEvents({ trace, step }: ViewInput, packet: PacketState): readonly TraceEvent[] {
  const found: TraceEvent[] = [];
  for (let index = step.about; index >= 0; index--) {
    const event = trace.events[index];
    if (event === undefined || event.packet !== packet.id) continue;
    if (event.namespace !== packet.place.namespace) break;
    found.push(event);
    if (event.kind === "device-entered" || event.kind === "packet-created") break;
  }
  return found.reverse();
}

/** What the packet met in its pass. Conntrack's own boxes are told without a hook; they belong to the hook that was entered last. */
export function metPass(input: ViewInput, packet: PacketState): MetPass {
  const events = passEvents(input, packet);
  const results = packet.pass?.namespace === packet.place.namespace ? packet.pass.stations : [];
  const stations: MetStation[] = [];
  const hooks = new Set<string>();
  let hook = "";
  let [entered, left]: (string | null)[] = [null, null];
  for (const event of events) {
    if (event.kind === "hook-entered") hooks.add((hook = event.hook));
    if (event.kind === "link-crossed") entered = event.toDevice;
    if (event.kind === "device-entered") entered = event.device;
    if (event.kind === "device-left") left = event.device;
    const station = stationOf(event);
    const result = results[stations.length];
    if (station === null || result?.station !== station) continue;
    const reason = event.kind === "table-skipped" ? event.reason : null;
    const where = result.hook === "" ? hook : result.hook;
    stations.push({ hook: where, station, result: result.result, reason });
  }
  return { stations, hooks, input: entered ?? null, output: left ?? null };
}

// The events that put a box into the pass, by the box that they put.
function stationOf(event: TraceEvent): string | null {
  if (event.kind === "table-entered" || event.kind === "table-skipped") return event.table;
  if (event.kind === "connection-looked-up") return "conntrack";
  if (event.kind === "connection-confirmed") return "confirm";
  if (event.kind === "route-chosen") return "routing";
  if (event.kind === "packet-created") return event.program === "kernel" ? null : "process";
  return event.kind === "packet-ended" && event.reason.kind === "socket" ? "process" : null;
}
