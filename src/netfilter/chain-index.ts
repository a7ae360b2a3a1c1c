import type { Match } from "./match/match.js";
import type { Chain, Rule, RuleSet, Table, TableName } from "./rule-set.js";
import type { Target } from "./target/target.js";

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
 * Whether the rules make the host track connections: a target that translates, or a match or target that asks or tells
 * conntrack something. A table nat alone does not, nor does NOTRACK (measured; linux net/netfilter/nf_conntrack_proto.c:
 * nf_ct_netns_get is called by those alone).
 */
export function tracksConnections(ruleSet: RuleSet): boolean {
  let tracks = trackingByRuleSet.get(ruleSet);
  if (tracks === undefined) {
    tracks = ruleSet.tables.some(({ chains }) =>
      chains.some(({ rules }) => rules.some(asksConntrack)),
    );
    trackingByRuleSet.set(ruleSet, tracks);
  }
  return tracks;
}

const TRACKING_TARGETS: ReadonlySet<string> = new Set([
  "dnat",
  "snat",
  "masquerade",
  "redirect",
  "netmap",
  "connmark",
  "CONNSECMARK",
  "SYNPROXY",
  "CT",
]);

const TRACKING_MATCHES: ReadonlySet<string> = new Set([
  "conntrack",
  "state",
  "connmark",
  "connlimit",
  "connbytes",
  "connlabel",
  "helper",
  "cluster",
]);

function asksConntrack({ matches, target }: Rule): boolean {
  return (
    (target !== null && TRACKING_TARGETS.has(nameOfTarget(target))) ||
    matches.some((match) => TRACKING_MATCHES.has(nameOfMatch(match)))
  );
}

function nameOfTarget(target: Target): string {
  if (target.kind === "ct") return target.notrack ? "NOTRACK" : "CT";
  return target.kind === "opaque" ? (target.text.split(" ")[1] ?? "") : target.kind;
}

function nameOfMatch(match: Match): string {
  return match.kind === "opaque" ? (match.text.split(" ")[1] ?? "") : match.kind;
}
