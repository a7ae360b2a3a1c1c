import type { Chain, Rule, RuleSet, Table, TableName } from "./rule-set.js";

// What is worked out from a table or rule set is kept as long as that value lives; both never change.
const chainsByTable = new WeakMap<Table, ReadonlyMap<string, Chain>>();
const trackingByRuleSet = new WeakMap<RuleSet, boolean>();

/** A rule set's table; null where nothing has made it. */
export function tableNamed({ tables }: RuleSet, name: TableName): Table | null {
  return tables.find((table) => table.name === name) ?? null;
}

/** A table's chain by name, also among a hundred thousand. */
export function chainNamed(table: Table, name: string): Chain | null {
  let chains = chainsByTable.get(table);
  if (chains === undefined) {
    chains = new Map(table.chains.map((chain) => [chain.name, chain]));
    chainsByTable.set(table, chains);
  }
  return chains.get(name) ?? null;
}

/**
 * Whether the rules make the host track connections: NAT, a match on connections, or a target that is about tracking
 * (linux net/netfilter/nf_conntrack_proto.c: nf_ct_netns_get is called by those alone).
 */
export function tracksConnections(ruleSet: RuleSet): boolean {
  let tracks = trackingByRuleSet.get(ruleSet);
  if (tracks === undefined) {
    tracks =
      tableNamed(ruleSet, "nat") !== null ||
      ruleSet.tables.some(({ chains }) => chains.some(({ rules }) => rules.some(asksConntrack)));
    trackingByRuleSet.set(ruleSet, tracks);
  }
  return tracks;
}

function asksConntrack({ matches, target }: Rule): boolean {
  return (
    target?.kind === "notrack" ||
    matches.some(({ kind }) => kind === "conntrack" || kind === "state")
  );
}
