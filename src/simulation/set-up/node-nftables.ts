import { FAMILIES } from "../../base/address.js";
import { NO_NFTABLES } from "../../netfilter/nftables/model/nftables.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import { applyNft } from "../../netfilter/nftables/read/read-nft.js";
import type { NodeProxy } from "./node-proxy.js";

/** What kube-proxy gives to nft on a node, for both families. */
export function nodeNftables({ output }: NodeProxy): Nftables {
  return FAMILIES.reduce((before, family) => {
    const text = output(family).nftables;
    if (text === "") return before;
    return applyNft(before, { name: "kube-proxy", text }, { owner: "kube-proxy" }).nftables;
  }, NO_NFTABLES);
}
