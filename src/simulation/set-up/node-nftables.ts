import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { compileProxy } from "../../kubeproxy/mode.js";
import { NO_NFTABLES } from "../../netfilter/nftables/model/nftables.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import { applyNft } from "../../netfilter/nftables/read/read-nft.js";

/** What kube-proxy gives to nft on a node, for both families. */
export function nodeNftables(cluster: Cluster, node: Node): Nftables {
  return FAMILIES.reduce((before, family) => {
    const text = compileProxy(cluster, node, family).nftables;
    if (text === "") return before;
    return applyNft(before, { name: "kube-proxy", text }, { owner: "kube-proxy" }).nftables;
  }, NO_NFTABLES);
}
