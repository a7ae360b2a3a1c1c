import type { Address } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";

/** A Kubernetes Node as far as networking sees it. */
export interface Node {
  readonly name: string;
  readonly controlPlane: boolean;
  /** `spec.unschedulable`: no more pods come to it. */
  readonly cordoned: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** The InternalIPs, at most one for each family, the primary family first. */
  readonly addresses: readonly Address[];
  /** `spec.podCIDRs`. */
  readonly podRanges: readonly Prefix[];
  /** Its own addresses on its pods' links, where a pod has the first one of a range, which is usual; absent else. */
  readonly podGateways?: readonly Address[];
}
