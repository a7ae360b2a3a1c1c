import type { Address, Family } from "../../base/address.js";
import type { CniSettings } from "../../cluster/cni-settings.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { Network } from "../network.js";
import type { Cni } from "./cni.js";
import { bridge } from "./bridge/bridge.js";
import { calico } from "./calico/calico.js";
import { cloudRoutes } from "./cloud-routes/cloud-routes.js";
import { flannel } from "./flannel/flannel.js";
import { kindnet } from "./kindnet/kindnet.js";
import { withLocalnetRouting } from "./portmap/localnet-routing.js";
import type { PortMapping } from "./portmap/port-mapping.js";
import { portmapEdits } from "./portmap/portmap-rules.js";
import { ptp } from "./ptp/ptp.js";
import { weave } from "./weave/weave.js";

const CNIS: Readonly<Record<CniSettings["kind"], Cni>> = {
  kindnet,
  bridge,
  ptp,
  flannel,
  calico,
  weave,
  "cloud-routes": cloudRoutes,
};

/** The cluster's network as its CNI has wired it; `outside` are the addresses of servers outside the cluster. */
export function buildNetwork(cluster: Cluster, outside: readonly Address[]): Network {
  const network = CNIS[cluster.settings.cni.kind].build(cluster, outside);
  const mapping = portMappingOf(cluster);
  return mapping === null ? network : withLocalnetRouting(network, cluster, mapping);
}

/** What the CNI's programs add to a node's rules. */
export function cniEdits(cluster: Cluster, node: Node, family: Family): readonly IptablesEdit[] {
  const mapping = portMappingOf(cluster);
  return [
    // Before the rest: Felix puts its jumps back to the top wherever it finds others there.
    ...(mapping === null ? [] : portmapEdits(mapping, cluster, node, family)),
    ...CNIS[cluster.settings.cni.kind].edits(cluster, node, family),
  ];
}

function portMappingOf(cluster: Cluster): PortMapping | null {
  return CNIS[cluster.settings.cni.kind].portMapping?.(cluster) ?? null;
}

/** The sets that the CNI's rules on a node name, as `ipset save` prints them. */
export function cniSets(cluster: Cluster, node: Node): string {
  return CNIS[cluster.settings.cni.kind].sets?.(cluster, node) ?? "";
}
