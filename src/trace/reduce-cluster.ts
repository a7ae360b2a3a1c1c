import { objectKey } from "./api-object.js";
import type { ClusterEvent } from "./event/cluster-event.js";
import type { TraceEvent } from "./event/event.js";
import type { ServiceHeader } from "./header.js";
import { NO_TABLES } from "./host-tables.js";
import { withOutdated, withoutCaches } from "./reduce-caches.js";
import type { TraceState } from "./state.js";

/** The state after a fact of a cluster that changes. */
export function reduceCluster(state: TraceState, event: TraceEvent & ClusterEvent): TraceState {
  const { namespace } = event;
  switch (event.kind) {
    case "objects-changed":
    case "kubelet-warned":
      return state;
    case "records-changed":
      return withOutdated(state, event);
    case "objects-written":
      return { ...state, ...withObjects(state, event) };
    case "pod-changed": {
      const { pod, change } = event;
      const key = `${pod.kubernetesNamespace}/${pod.name}`;
      const phase = change === "gone" ? "gone" : pod.phase;
      const caches = change === "exited" ? withoutCaches(state, pod) : state.caches;
      return { ...state, caches, pods: { ...state.pods, [key]: { phase, ready: pod.ready } } };
    }
    case "namespace-added":
      if (namespace === null) return state;
      return {
        ...state,
        tables: { ...state.tables, [namespace]: event.tables },
        absent: state.absent.filter((id) => id !== namespace),
      };
    case "namespace-removed":
      if (namespace === null) return state;
      return {
        ...state,
        tables: { ...state.tables, [namespace]: NO_TABLES },
        absent: [...state.absent, namespace],
        sockets: state.sockets.filter((socket) => socket.namespace !== namespace),
        caches: { ...state.caches, [namespace]: [] },
      };
    case "service-changed":
      return {
        ...state,
        services: withService(state.services, event.service, event.change === "deleted"),
      };
    case "endpoints-changed":
      return {
        ...state,
        services: state.services.map((one) => (isSame(one, event.service) ? event.service : one)),
      };
    case "proxy-changed": {
      if (namespace === null) return state;
      const others = state.stale.filter((id) => id !== namespace);
      return { ...state, stale: event.syncs ? others : [...others, namespace] };
    }
    case "rules-synced": {
      if (namespace === null) return state;
      const { family, added, removed } = event;
      return { ...state, synced: [...state.synced, { namespace, family, added, removed }] };
    }
  }
}

/** Whether an event tells a part of a sync, so that what the sync changed is still news after it. */
export function isOfSync({ kind }: TraceEvent): boolean {
  return (
    kind === "rules-synced" ||
    kind === "rules-changed" ||
    kind === "nftables-changed" ||
    kind === "connection-expired"
  );
}

function withObjects(
  { objects, objectsCreatedAt }: TraceState,
  { at, objects: written, removed }: TraceEvent & { readonly kind: "objects-written" },
): Pick<TraceState, "objects" | "objectsCreatedAt"> {
  const gone = new Set(removed);
  const byKey = new Map(objects.map((one) => [objectKey(one), one]));
  const createdAt = Object.entries(objectsCreatedAt).filter(([key]) => !gone.has(key));
  for (const one of written) {
    const key = objectKey(one);
    if (!byKey.has(key)) createdAt.push([key, at]);
    byKey.set(key, one);
  }
  for (const key of gone) byKey.delete(key);
  return { objects: [...byKey.values()], objectsCreatedAt: Object.fromEntries(createdAt) };
}

function withService(
  services: readonly ServiceHeader[],
  service: ServiceHeader,
  isGone: boolean,
): readonly ServiceHeader[] {
  const place = services.findIndex((one) => isSame(one, service));
  if (isGone) return services.filter((_, index) => index !== place);
  return place === -1 ? [...services, service] : services.with(place, service);
}

function isSame(a: ServiceHeader, b: ServiceHeader): boolean {
  return a.name === b.name && a.kubernetesNamespace === b.kubernetesNamespace;
}
