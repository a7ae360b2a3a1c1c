/** The number of a rule in its chain, from 1, by its handle. */
export type RuleNumbers = ReadonlyMap<string, number>;

/** What a rule is found by. */
export function ruleKey(family: string, table: string, chain: string, handle: number): string {
  return `${family} ${table} ${chain} ${handle}`;
}

/** Reads what `nft -j -a list ruleset` prints: rules of a chain stand in their order. */
export function readRuleNumbers(json: string): RuleNumbers {
  const counts = new Map<string, number>();
  const numbers = new Map<string, number>();
  const { nftables = [] } = JSON.parse(json) as { readonly nftables?: readonly Listed[] };
  for (const { rule } of nftables) {
    if (rule === undefined) continue;
    const { family, table, chain, handle } = rule;
    const key = `${family} ${table} ${chain}`;
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    numbers.set(ruleKey(family, table, chain, handle), number);
  }
  return numbers;
}

interface Listed {
  readonly rule?: {
    readonly family: string;
    readonly table: string;
    readonly chain: string;
    readonly handle: number;
  };
}
