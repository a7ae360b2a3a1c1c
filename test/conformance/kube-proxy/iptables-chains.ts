import { dumpChains } from "../../support/iptables-dump.js";

/** The rules of each chain, under `table chain`, as far as their order means something. */
export type OrderedChains = ReadonlyMap<string, readonly string[]>;

// kube-proxy goes through a map of Services, so that these chains have the Services in any order.
const SHARED =
  /^(nat|filter) KUBE-(SERVICES|EXTERNAL-SERVICES|NODEPORTS|PROXY-FIREWALL|IPVS-OUT-FILTER)$/;

const BUILT_IN = / (PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/;

/** Reads a text of iptables-restore or iptables-save. Counters, the order of chains and that of Services do not count. */
export function orderedChains(text: string): OrderedChains {
  const ordered = new Map<string, readonly string[]>();
  for (const [chain, rules] of Object.entries(dumpChains(canonical(text)))) {
    if (rules.length > 0 || !BUILT_IN.test(chain))
      ordered.set(chain, SHARED.test(chain) ? byService(rules) : rules);
  }
  return ordered;
}

/** Marks without leading zeros: kube-proxy's own tests write them so, the program does not. */
export function canonical(text: string): string {
  return text.replace(/\b0x0+(?=[\da-f])/g, "0x");
}

/** One line for each difference. */
export function chainDifferences(found: OrderedChains, expected: OrderedChains): readonly string[] {
  const chains = new Set([...found.keys(), ...expected.keys()]);
  return [...chains].flatMap((chain) => {
    const [ours, theirs] = [found.get(chain), expected.get(chain)];
    if (ours === undefined) return [`${chain}: missing`];
    if (theirs === undefined) return [`${chain}: should not be there`];
    const at = ours.findIndex((rule, index) => rule !== theirs[index]);
    if (at === -1 && ours.length === theirs.length) return [];
    const index = at === -1 ? ours.length : at;
    return [
      `${chain}, rule ${index}: ${ours[index] ?? "(none)"}; expected ${theirs[index] ?? "(none)"}`,
    ];
  });
}

// Rules of one Service keep their order; what is of none (the tail of KUBE-SERVICES) stays last. The jumps for node ports
// come from a map of addresses (pkg/proxy/util/nodeport_addresses.go: GetNodeIPs).
function byService(rules: readonly string[]): readonly string[] {
  const keyOf = (rule: string): string =>
    serviceOf(rule) ?? (rule.includes("NOTE: this must be the last") ? `\uffff${rule}` : "\uffff");
  const keyed = rules.map((rule) => ({ rule, key: keyOf(rule) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ rule }) => rule);
}

function serviceOf(rule: string): string | null {
  return /--comment "?([^\s"/]+\/[^\s"]+)/.exec(rule)?.[1] ?? null;
}
