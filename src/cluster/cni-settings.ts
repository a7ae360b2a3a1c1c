import type { VerbatimDeclaration } from "./topology/host.js";

/** Which CNI wires the cluster, and what its configuration says. */
export type CniSettings =
  | { readonly kind: "kindnet" | "cloud-routes" | "weave" }
  /** The reference plugins; `config` is a real `/etc/cni/net.d` JSON, null for a usual one. */
  | { readonly kind: "bridge" | "ptp"; readonly config: VerbatimDeclaration | null }
  | { readonly kind: "flannel"; readonly backend: "vxlan" | "host-gw" }
  | { readonly kind: "calico"; readonly backend: "ipip" | "bgp" };
