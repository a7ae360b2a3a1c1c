import type { Packet } from "../../packet/packet.js";
import type { Emit } from "../../trace/event/event.js";
import { outputDevice } from "../host.js";
import { formatRoute } from "../format-route.js";
import type { Route } from "../route.js";

/** What the routing decision has found for a packet. */
export interface ChosenRoute {
  readonly route: Route;
  /** The priority of the rule that named the route's table. */
  readonly priority: number;
  readonly decision: "forward" | "local" | "output";
}

/** Reports the route of a packet that goes on to another host, to this one, or out of it. */
export function noteRoute(
  emit: Emit,
  { destination }: Packet,
  { route, priority, decision }: ChosenRoute,
): void {
  emit({
    kind: "route-chosen",
    destination,
    route: formatRoute(route),
    device: decision === "local" ? null : outputDevice(route),
    gateway: route.gateway,
    decision,
    table: route.table,
    priority,
  });
}

/** Reports that no route matches, or which one ends the packet. */
export function noteNoRoute(
  emit: Emit,
  { destination }: Packet,
  ending: Route | null = null,
): void {
  emit({
    kind: "route-chosen",
    destination,
    route: ending === null ? null : formatRoute(ending),
    device: null,
    gateway: null,
    decision: "none",
    table: ending?.table ?? null,
    priority: null,
  });
}
