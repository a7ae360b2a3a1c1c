import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import { applyEdits } from "../../netfilter/iptables/apply.js";
import { undoEdits } from "../../netfilter/iptables/undo-edits.js";
import { cniEdits } from "../../network/cni/build-network.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { loadRules } from "../change/change-rules.js";
import type { LivePlace } from "./live-place.js";

/** Lets the CNI's programs write and take back the rules that they have for single pods. */
export function followCniRules(place: LivePlace, cluster: Cluster): void {
  const { world, live } = place;
  for (const node of cluster.nodes) {
    const stack = world.stacks.get(nodeNamespaceId(node.name));
    if (stack === undefined) continue;
    for (const family of FAMILIES) {
      const was = cniEdits(live.wired, node, family).map((edit) => ({ edit, key: keyOf(edit) }));
      const is = cniEdits(cluster, node, family).map((edit) => ({ edit, key: keyOf(edit) }));
      const [old, next] = [new Set(was.map(({ key }) => key)), new Set(is.map(({ key }) => key))];
      const gone = was
        .filter(({ edit, key }) => !next.has(key) && !(edit.kind !== "restore" && edit.lasts))
        .map(({ edit }) => edit);
      const come = is.filter(({ key }) => !old.has(key)).map(({ edit }) => edit);
      const standing = stack.host.netfilter?.ruleSets[family];
      if (gone.length + come.length === 0 || standing === undefined) continue;
      loadRules({ ...place, stack }, applyEdits(undoEdits(standing, gone), come));
    }
  }
}

function keyOf(edit: object): string {
  return JSON.stringify(edit);
}
