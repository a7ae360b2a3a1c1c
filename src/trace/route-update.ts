import type { NetworkEvent } from "./event/network-event.js";
import { passedBy } from "./packet-update.js";
import type { Pass } from "./state.js";

/** The pass with a routing decision. A second one for a packet of this host is made inside OUTPUT, after a change there. */
export function routedPass(
  pass: Pass,
  event: NetworkEvent & { readonly kind: "route-chosen" },
): Pass {
  const { route: text, device, gateway, decision, table } = event;
  const result = decision === "none" ? "stopped" : "passed";
  const isReroute = pass.input === null && pass.hooks.some(({ hook }) => hook === "OUTPUT");
  const routed = { ...pass, route: { text, device, gateway, decision, table } };
  return isReroute
    ? passedBy(routed, "OUTPUT", "reroute", result)
    : passedBy(routed, "routing", "routing", result);
}
