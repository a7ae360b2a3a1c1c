import type { PacketState } from "../../../trace/state.js";
import type { StageInput } from "../input.js";

/** Where in a namespace's stack the packet is: `nat PREROUTING`; null before it has passed anything. */
export function stationText({ words }: StageInput, packet: PacketState): string | null {
  const last = packet.pass?.stations.at(-1);
  if (last === undefined) return null;
  if (last.hook === "routing") return words.routing;
  if (last.hook === "process") return words.process;
  return last.hook === "" ? last.station : `${last.station} ${last.hook}`;
}
