import type { Cluster } from "../../cluster/cluster.js";
import { applyClusterChange } from "../../cluster/control/apply-change.js";
import type { ClusterChange } from "../../cluster/control/cluster-change.js";
import type { WorkloadDeclaration } from "../../cluster/declaration.js";
import { serviceKey } from "../../cluster/service.js";
import { serviceHeader } from "../header/service-header.js";
import { crashPod, hangPod } from "./container-life.js";
import type { Crash } from "./crash.js";
import { commandsOf } from "./kubectl-text.js";
import { planDns } from "./follow-dns.js";
import { followPods } from "./follow-pods.js";
import { planSlices } from "./follow-slices.js";
import type { LivePlace } from "./live-place.js";
import { tellObjects } from "./tell-objects.js";
import { planSyncs, setSyncing } from "./sync-proxy.js";

/** Somebody changes the cluster: the API server has it at once, and all that watch it follow in their own time. */
export function changeCluster(place: LivePlace, change: ClusterChange): void {
  const { world, live } = place;
  if (change.kind === "set-syncing") {
    const proxy = live.proxies.get(change.node);
    if (proxy !== undefined) setSyncing(place, proxy, change.syncs);
    return;
  }
  if (change.kind === "hang")
    for (const key of change.pods)
      hangPod(place, key, (next) => {
        follow(place, next);
      });
  if (change.kind === "crash") crashPods(place, change.pods, { lasts: change.lasts, log: null });
  for (const command of commandsOf(change, live.now))
    world.recorder.emit(null, null, { kind: "objects-changed", command });
  if (change.kind === "set-ready")
    for (const key of change.pods) {
      if (change.ready) live.failing.delete(key);
      else live.failing.add(key);
    }
  for (const workload of appliedWorkloads(change))
    if (workload.kind === "pod" && !workload.ready)
      live.failing.add(`${workload.namespace}/${workload.name.value}`);
  follow(place, applyClusterChange(live.now, change));
}

/** The programs of pods exit with an error. */
export function crashPods(place: LivePlace, keys: readonly string[], crash: Crash): void {
  for (const key of keys)
    crashPod(place, key, crash, (next) => {
      follow(place, next);
    });
}

function appliedWorkloads(change: ClusterChange): readonly WorkloadDeclaration[] {
  if (change.kind === "apply-workload") return [change.workload];
  return change.kind === "apply-manifest" ? change.workloads : [];
}

function follow(place: LivePlace, next: Cluster): void {
  const { live } = place;
  const before = live.now;
  if (next === before) return;
  live.now = next;
  tellObjects(place, next);
  followPods(place, before, (later) => {
    follow(place, later);
  });
  const servicesChanged = noteServices(place, before);
  planSlices(place, () => {
    planSyncs(place);
    planDns(place);
  });
  if (servicesChanged) planSyncs(place);
  const isHeard = before.namespaces !== next.namespaces || before.pods !== next.pods;
  if (servicesChanged || isHeard) planDns(place);
}

function noteServices({ world, live, header }: LivePlace, before: Cluster): boolean {
  const was = new Map(before.services.map((service) => [serviceKey(service), service]));
  const is = new Set(live.now.services.map(serviceKey));
  let changed = false;
  for (const service of live.now.services) {
    const old = was.get(serviceKey(service));
    if (old === service || JSON.stringify(old) === JSON.stringify(service)) continue;
    changed = true;
    const described = serviceHeader(service, live.now.endpointSlices);
    const isKnown = header.services.some(
      ({ name, kubernetesNamespace }) =>
        name === service.name && kubernetesNamespace === service.namespace,
    );
    if (!isKnown) header.services.push({ ...described, comesLater: true });
    const change = old === undefined ? "created" : "changed";
    world.recorder.emit(null, null, { kind: "service-changed", service: described, change });
  }
  for (const service of before.services) {
    if (is.has(serviceKey(service))) continue;
    changed = true;
    const described = serviceHeader(service, []);
    world.recorder.emit(null, null, {
      kind: "service-changed",
      service: described,
      change: "deleted",
    });
  }
  return changed;
}
