import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Node } from "../../cluster/node.js";
import { compileProxy, proxyInputOf } from "../../kubeproxy/mode.js";
import { syncIptables } from "../../kubeproxy/iptables/sync.js";
import { staleEdits } from "../../kubeproxy/userspace/compile.js";
import { staleFlows } from "../../kubeproxy/stale-flows.js";
import { removeConnection } from "../../netfilter/conntrack/remove.js";
import { applyEdits } from "../../netfilter/iptables/apply.js";
import { undoEdits } from "../../netfilter/iptables/undo-edits.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { address } from "../../base/address.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { loadRules } from "../change/change-rules.js";
import type { Stack } from "../world.js";
import { followUserspace, hearEndpoints } from "./follow-userspace.js";
import type { ProxyView } from "./live-cluster.js";
import type { LivePlace } from "./live-place.js";
import { MIN_SYNC_PERIOD } from "./nominal-cluster.js";
import { syncBalancing } from "./sync-balancing.js";
import { syncNftables } from "./sync-nftables.js";
import { ruleDifference } from "./rule-difference.js";

/** kube-proxy on every node hears of a change, and plans a sync where none is planned: changes that come before it are one with it. */
export function planSyncs(place: LivePlace): void {
  const { world, live } = place;
  const now = world.scheduler.now();
  for (const proxy of live.proxies.values()) {
    proxy.changedAt ??= now;
    if (proxy.syncs) hearEndpoints(place, proxy);
    if (!proxy.syncs || proxy.timer !== null) continue;
    const { syncDelay, mode } = live.now.settings.proxy;
    const due = Math.max(now + syncDelay, proxy.syncedAt + MIN_SYNC_PERIOD[mode]);
    proxy.timer = world.scheduler.timer(due - now, () => {
      proxy.timer = null;
      syncProxy(place, proxy);
    });
  }
}

/** kube-proxy on a node stops to hear of changes, or hears of them again and syncs at once. */
export function setSyncing(place: LivePlace, proxy: ProxyView, syncs: boolean): void {
  const { world } = place;
  if (proxy.syncs === syncs) return;
  proxy.syncs = syncs;
  proxy.timer?.cancel();
  proxy.timer = null;
  world.recorder.emit(nodeNamespaceId(proxy.node), null, { kind: "proxy-changed", syncs });
  if (syncs) hearEndpoints(place, proxy);
  if (syncs && proxy.changedAt !== null) syncProxy(place, proxy);
}

function syncProxy(place: LivePlace, proxy: ProxyView): void {
  const { world, live } = place;
  const now = world.scheduler.now();
  const node = live.now.nodes.find(({ name }) => name === proxy.node);
  const stack = world.stacks.get(nodeNamespaceId(proxy.node));
  const since = proxy.changedAt ?? now;
  if (node !== undefined && stack !== undefined && !isGivenRules(place, proxy.node)) {
    for (const family of FAMILIES) {
      syncFamily({ ...place, stack }, proxy, { node, family, afterMicroseconds: now - since });
      // pkg/proxy/{iptables,ipvs,nftables}/proxier.go v1.36: at the end of each sync; userspace mode does it in its own way.
      if (live.now.settings.proxy.mode !== "userspace")
        cleanFlows({ ...place, stack }, node, family);
    }
    syncBalancing({ ...place, stack }, node);
  }
  proxy.synced = live.now;
  proxy.syncedAt = now;
  proxy.changedAt = null;
}

// Rules that an author gave are those of a node whose kube-proxy is not ours to run.
function isGivenRules({ live }: LivePlace, node: string): boolean {
  const { topology } = live.scenario();
  return topology.nodes.some(
    ({ name, ruleDumps, nftables }) => name === node && ruleDumps.length + nftables.length > 0,
  );
}

interface Sync {
  readonly node: Node;
  readonly family: Family;
  readonly afterMicroseconds: number;
}

function syncFamily(
  place: LivePlace & { readonly stack: Stack },
  proxy: ProxyView,
  { node, family, afterMicroseconds }: Sync,
): void {
  const { live, stack } = place;
  if (live.now.settings.proxy.mode === "nftables") {
    syncNftables(place, { node, family, afterMicroseconds });
    return;
  }
  const standing = stack.host.netfilter?.ruleSets[family];
  if (standing === undefined) return;
  const [was, is] = [proxy.synced, live.now].map((cluster) => compileProxy(cluster, node, family));
  if (was === undefined || is === undefined || is.iptables.length === 0) return;
  if (live.now.settings.proxy.mode === "userspace") {
    const kept = undoEdits(standing, staleEdits(was.iptables, is.iptables));
    const after = applyEdits(kept, is.iptables);
    noteSync(place, { before: standing, after, family, afterMicroseconds });
    followUserspace(place, proxy, proxy.synced, node);
    return;
  }
  const next = applyEdits(standing, syncIptables(was.iptables, is.iptables, standing));
  noteSync(place, { before: standing, after: next, family, afterMicroseconds });
}

function noteSync(
  place: LivePlace & { readonly stack: Stack },
  sync: {
    readonly before: RuleSet;
    readonly after: RuleSet;
    readonly family: Family;
    readonly afterMicroseconds: number;
  },
): void {
  const { world, stack, texts } = place;
  const { before, after, family, afterMicroseconds } = sync;
  const difference = ruleDifference(before, after, texts);
  const isSame = difference.added.length + difference.removed.length === 0;
  // A family that the cluster does not have is synced as well, and has nothing to say.
  if (isSame && !usesFamily(place, family)) return;
  if (!isSame || difference.chainsAdded.length + difference.chainsRemoved.length > 0)
    loadRules(place, after);
  world.recorder.emit(stack.id, null, {
    kind: "rules-synced",
    family,
    tool: "iptables",
    afterMicroseconds,
    ...difference,
  });
}

function usesFamily({ live }: LivePlace, family: Family): boolean {
  return live.now.settings.podRanges.some((range) => range.family === family);
}

function cleanFlows(
  place: LivePlace & { readonly stack: Stack },
  node: Node,
  family: Family,
): void {
  const { world, live, stack } = place;
  const conntrack = stack.host.netfilter?.conntrack;
  if (conntrack === undefined) return;
  const isStale = staleFlows(proxyInputOf(live.now, node, family));
  const emit = world.recorder.emitter(stack.id, null);
  for (const connection of conntrack.list()) {
    const { protocol, original, reply } = connection.entry;
    if (protocol !== "udp" || original.destination.includes(":") !== (family === "ipv6")) continue;
    const flow = {
      destination: address(original.destination),
      destinationPort: original.destinationPort,
      replySource: address(reply.source),
      replySourcePort: reply.sourcePort,
    };
    if (isStale(flow)) removeConnection(connection, "stale-endpoint", { conntrack, emit });
  }
}
