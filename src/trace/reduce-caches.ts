import type { PodFact } from "./event/cluster-event.js";
import type { TraceEvent } from "./event/event.js";
import type { CachedState, TraceState } from "./state.js";

type Acted = TraceEvent & { readonly kind: "plugin-acted" };
type RecordsChanged = TraceEvent & { readonly kind: "records-changed" };

/** The state after a plugin has kept a reply; the same state where it did something else. */
export function withCached(state: TraceState, { namespace, line, action, at }: Acted): TraceState {
  if (namespace === null || action.kind !== "cache-stored") return state;
  const { denial, seconds, kept } = action;
  if (kept === undefined) return state;
  const { removed, ...reply } = kept;
  const gone = new Set(removed.map((one) => `${String(one.denial)} ${one.key}`));
  const entry: CachedState = { ...reply, line, denial, seconds, storedAt: at, outdated: false };
  const others = (state.caches[namespace] ?? []).filter((one) => {
    if (one.block !== entry.block || one.line !== line) return true;
    const isSame = one.denial === denial && one.key === entry.key;
    return !isSame && !gone.has(`${String(one.denial)} ${one.key}`);
  });
  return { ...state, caches: { ...state.caches, [namespace]: [...others, entry] } };
}

/** The state after records have changed: what a cache keeps of these names is older than the records. */
export function withOutdated(
  state: TraceState,
  { namespace, changes }: RecordsChanged,
): TraceState {
  const caches = namespace === null ? undefined : state.caches[namespace];
  if (namespace === null || caches === undefined) return state;
  const types = new Set(changes.map(({ name, type }) => `${name.toLowerCase()} ${type}`));
  const names = new Set(changes.map(({ name }) => name.toLowerCase()));
  const isOutdated = ({ key, denial }: CachedState): boolean => {
    const [name = "", type = ""] = key.split(" ");
    return types.has(`${name} ${type}`) || (denial && names.has(name));
  };
  const marked = caches.map((one) => (isOutdated(one) ? { ...one, outdated: true } : one));
  return { ...state, caches: { ...state.caches, [namespace]: marked } };
}

/** The state after the programs of a pod have exited: what they kept is gone. On its node's network, only those of node-local-dns keep anything. */
export function withoutCaches(
  state: TraceState,
  { kubernetesNamespace, name, node }: PodFact,
): TraceState["caches"] {
  const isAgent = state.objects.some(
    (one) =>
      one.kind === "Pod" &&
      one.object.name === name &&
      one.object.namespace === kubernetesNamespace &&
      one.object.containers.some(({ servers }) =>
        servers.some(({ application }) => application.kind === "node-local-dns"),
      ),
  );
  const gone = isAgent ? node : `pod/${kubernetesNamespace}/${name}`;
  return Object.fromEntries(Object.entries(state.caches).filter(([id]) => id !== gone));
}
