import { USUAL_PORTMAP } from "../portmap/port-mapping.js";
import type { PortMapping } from "../portmap/port-mapping.js";
import type { BridgePlan } from "./bridge-plan.js";

/** The portmap plugin, as it usually stands behind one that puts pods on a bridge. */
export function bridgePortMapping(plan: BridgePlan, network: string): PortMapping {
  const { bridge, podAddresses: addresses } = plan;
  return { ...USUAL_PORTMAP, network, addresses, device: () => bridge };
}
