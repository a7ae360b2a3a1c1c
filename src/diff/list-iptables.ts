import { isBuiltIn } from "../netfilter/built-in.js";
import { printRule } from "../netfilter/iptables/print-rule.js";
import type { Chain, Rule, RuleSet, TableName } from "../netfilter/rule-set.js";
import type { ListedPart, Listing } from "./listing.js";
import { serviceInComment } from "./service-in-text.js";

// kube-proxy goes through Services in an order that changes from run to run, so among these chains' rules only those of
// one Service have an order, and no packet meets two of them.
const ORDER_FREE: ReadonlySet<string> = new Set([
  "KUBE-SERVICES",
  "KUBE-EXTERNAL-SERVICES",
  "KUBE-NODEPORTS",
  "KUBE-PROXY-FIREWALL",
]);

const LAST_RULE = "NOTE: this must be the last rule in this chain";

/** What kube-proxy and the kubelet are answerable for in a rule set: their chains, and the jumps to these. */
export function listIptables(ruleSet: RuleSet): Listing {
  return ruleSet.tables.flatMap(({ name, chains }) => {
    const services = chainServices(chains);
    return chains
      .filter((chain) => isBuiltIn(name, chain.name) || isOwn(chain.name))
      .map((chain) => listChain(name, chain, services))
      .filter((part) => part.lines.length > 0);
  });
}

/** How many rules a rule set has beside those. */
export function countOthers({ tables }: RuleSet): number {
  let count = 0;
  for (const { name, chains } of tables)
    for (const chain of chains)
      if (isBuiltIn(name, chain.name)) count += chain.rules.filter((rule) => !isJump(rule)).length;
      else if (!isOwn(chain.name)) count += chain.rules.length;
  return count;
}

function listChain(
  table: TableName,
  { name, rules }: Chain,
  services: ReadonlyMap<string, string>,
): ListedPart {
  const own = isBuiltIn(table, name) ? rules.filter(isJump) : rules;
  const lines = own.map((rule) => ({
    text: printRule(rule),
    service: serviceOf(rule) ?? services.get(name) ?? null,
  }));
  const last = lines.find(({ text }) => text.includes(LAST_RULE));
  return {
    place: `${table} ${name}`,
    ordered: !ORDER_FREE.has(name),
    last: last?.text ?? null,
    lines,
  };
}

function isOwn(chain: string): boolean {
  return chain.startsWith("KUBE-");
}

function isJump({ target }: Rule): boolean {
  return target?.kind === "jump" && isOwn(target.chain);
}

function serviceOf({ matches }: Rule): string | null {
  for (const match of matches)
    if (match.kind === "comment") {
      const service = serviceInComment(match.comment);
      if (service !== null) return service;
    }
  return null;
}

/** Whose a chain is, by the comments of the rules that lead to it; a chain without comments of its own is the caller's. */
function chainServices(chains: readonly Chain[]): ReadonlyMap<string, string> {
  const byName = new Map(chains.map((chain) => [chain.name, chain]));
  const services = new Map<string, string>();
  const open = chains.flatMap((chain) => chain.rules.map((rule) => ({ from: chain.name, rule })));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { target } = next.rule;
    if (target?.kind !== "jump" || services.has(target.chain) || !isServices(target.chain))
      continue;
    const service = serviceOf(next.rule) ?? services.get(next.from);
    if (service === undefined) continue;
    services.set(target.chain, service);
    const { rules = [] } = byName.get(target.chain) ?? {};
    open.push(...rules.map((rule) => ({ from: target.chain, rule })));
  }
  return services;
}

function isServices(chain: string): boolean {
  return /^KUBE-(SVC|SVL|EXT|FW|SEP|XLB)-/.test(chain);
}
