/** Which of a chain's rules a trace lists: their numbers, from 1 and rising, `of` how many. */
export interface ListedRules {
  readonly numbers: readonly number[];
  readonly of: number;
}

/** Chains that a trace leaves out, and the rules in them. */
export interface UnlistedChains {
  readonly chains: number;
  readonly rules: number;
}

/** A chain of which a trace may list only some rules. */
interface Chain {
  /** Indexes into the header's texts. */
  readonly rules: readonly number[];
  /** Absent where `rules` are all. */
  readonly listed?: ListedRules | undefined;
}

/** The number, from 1, of a rule that is listed at a place, from 0. */
export function ruleNumber({ listed }: Pick<Chain, "listed">, place: number): number {
  return listed?.numbers[place] ?? place + 1;
}

/** The index of the text of a chain's rule by its number; undefined where it has no such rule, or lists it not. */
export function textOfRule({ rules, listed }: Chain, number: number): number | undefined {
  return rules[listed === undefined ? number - 1 : listed.numbers.indexOf(number)];
}
