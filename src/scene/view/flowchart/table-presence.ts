import type { Family } from "../../../base/address.js";
import type { TraceState } from "../../../trace/state.js";
import type { NamespaceId } from "../../../trace/id.js";

const BALANCED: readonly string[] = ["INPUT/ipvs", "OUTPUT/ipvs", "FORWARD/ipvs"];

/** The tables that a namespace has at each hook, as `HOOK/table`; none where it has no rules at all. */
export function tablesOf(
  { ruleSets, tables }: TraceState,
  namespace: NamespaceId | null,
  family: Family | null,
): ReadonlySet<string> {
  const sets = ruleSets.filter(
    (set) => set.namespace === namespace && (family === null || set.family === family),
  );
  const all = sets.flatMap((set) =>
    set.tables.flatMap(({ name, chains }) =>
      chains.filter(({ policy }) => policy !== null).map((chain) => `${chain.name}/${name}`),
    ),
  );
  const servers = namespace === null ? [] : (tables[namespace]?.virtualServers ?? []);
  return new Set(servers.length === 0 ? all : [...all, ...BALANCED]);
}
