import type { Family } from "../../../base/address.js";
import { stationName } from "../../../trace/nft-station.js";
import { sees } from "../rules/chain-of.js";
import type { TraceState } from "../../../trace/state.js";
import type { NamespaceId } from "../../../trace/id.js";

const BALANCED: readonly string[] = ["INPUT/ipvs", "OUTPUT/ipvs", "FORWARD/ipvs"];

/** The stations of a namespace at each hook, as `HOOK/table` or `HOOK/table chain` of nft; none where it has no rules at all. */
export function tablesOf(
  { ruleSets, nftables, tables }: TraceState,
  namespace: NamespaceId | null,
  family: Family | null,
): ReadonlySet<string> {
  const sets = ruleSets.filter(
    (set) => set.namespace === namespace && (family === null || set.family === family),
  );
  const ofNft = nftables
    .filter((one) => one.namespace === namespace)
    .flatMap((one) => one.tables)
    .filter((table) => family === null || sees(table, family))
    .flatMap(({ name, chains }) =>
      chains.flatMap((chain) =>
        chain.base === null
          ? []
          : [`${chain.base.hook.toUpperCase()}/${stationName(`nft ${name}`, chain.name)}`],
      ),
    );
  const all = sets.flatMap((set) =>
    set.tables.flatMap(({ name, chains }) =>
      chains.filter(({ policy }) => policy !== null).map((chain) => `${chain.name}/${name}`),
    ),
  );
  const servers = namespace === null ? [] : (tables[namespace]?.virtualServers ?? []);
  return new Set([...all, ...ofNft, ...(servers.length === 0 ? [] : BALANCED)]);
}
