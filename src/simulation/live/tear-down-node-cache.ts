import { FAMILIES } from "../../base/address.js";
import { nodeLocalListening } from "../../cluster/node-local-dns.js";
import type { Pod } from "../../cluster/pod.js";
import { undoEdits } from "../../netfilter/iptables/undo-edits.js";
import { withoutNodeCacheDevice } from "../../node-cache/device.js";
import { nodeCacheEdits } from "../../node-cache/iptables.js";
import { changeHost } from "../change/change-host.js";
import { loadRules } from "../change/change-rules.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { runsDnsProgram } from "../set-up/dns-program.js";
import type { LivePlace } from "./live-place.js";

/**
 * node-cache that was asked to end takes back what it has made on its node: its device, and its rules
 * (kubernetes/dns cmd/node-cache/app/cache_app.go 1.26: TeardownNetworking). One that crashes leaves both.
 */
export function tearDownNodeCache(place: LivePlace, pod: Pod): void {
  const { world, live } = place;
  const stack = world.stacks.get(namespaceOfPod(pod));
  if (stack === undefined || !runsDnsProgram(pod, "node-local-dns")) return;
  changeHost({ world, stack }, withoutNodeCacheDevice(stack.host.namespace));
  for (const family of FAMILIES) {
    const own = nodeCacheEdits(nodeLocalListening(live.now), family);
    const standing = stack.host.netfilter?.ruleSets[family];
    if (own.length > 0 && standing !== undefined)
      loadRules({ ...place, stack }, undoEdits(standing, own));
  }
}
