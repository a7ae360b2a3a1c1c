import type { Random } from "../../base/random.js";
import { createRandom } from "../../base/random.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import type { NamespaceId } from "../../trace/id.js";
import type { StartingRules } from "../../simulation/set-up/scenario-network.js";
import type { Pass } from "../pass/pass.js";
import { nftDraws } from "./nft-draws.js";

/** What `-m statistic` shall draw next, by namespace. */
export type Draws = ReadonlyMap<NamespaceId, readonly number[]>;

const HITS = 0;
const MISSES = 0.999999;

/** The seed's chance, but for the draws of rules: these come from what the kernel's chance has come to. */
export function ledRandom(seed: number, draws: Draws): Random {
  const lead = (own: Random): Random => ({
    ...own,
    fork: (purpose) => {
      const forked = lead(own.fork(purpose));
      const id = /^netfilter\/(.*)$/.exec(purpose)?.[1];
      if (id === undefined) return forked;
      const left = [...(draws.get(id as NamespaceId) ?? [])];
      const next = (): number => left.shift() ?? MISSES;
      return { ...forked, next, integer: (bound) => Math.floor(next() * bound) };
    },
  });
  return lead(createRandom(seed));
}

/** The draws that lead a host by the rules that the kernel's chance led its packets by. */
export function drawsOf(
  passes: readonly Pass[],
  { ruleSets, nftables }: Pick<StartingRules, "ruleSets" | "nftables">,
): readonly number[] {
  return passes.flatMap(({ points, from }) => {
    const ruleSet = ruleSets[isIpv6(from) ? "ipv6" : "ipv4"];
    return points.flatMap((point, at) => [
      ...walkDraws(point, ruleSet),
      ...nftDraws(point, points.slice(at + 1), nftables, isIpv6(from)),
    ]);
  });
}

function isIpv6(ends: string): boolean {
  return (ends.match(/:/g) ?? []).length > 2;
}

// Where a chain was left by its end, the rules behind its last hit were tried in vain.
function walkDraws(point: string, ruleSet: RuleSet): readonly number[] {
  const read = /^\S+ (\S+) (\S+) \S+ \[(.*)\] (.*)$/.exec(point);
  if (read === null) return [];
  const [, table = "", base = "", steps = ""] = read;
  const chains = ruleSet.tables.find(({ name }) => name === table)?.chains ?? [];
  const asks = (chain: string, from: number, to: number): readonly boolean[] =>
    (chains.find(({ name }) => name === chain)?.rules ?? [])
      .slice(from, to)
      .map(({ matches }) => matches.some(({ kind }) => kind === "statistic"));
  const draws: number[] = [];
  const misses = (chain: string, from: number, to: number): void => {
    for (const isAsked of asks(chain, from, to)) if (isAsked) draws.push(MISSES);
  };
  const stack: { chain: string; at: number }[] = [{ chain: base, at: 0 }];
  const leave = (): void => {
    const top = stack.pop();
    if (top !== undefined) misses(top.chain, top.at, Number.POSITIVE_INFINITY);
  };
  for (const step of steps === "" ? [] : steps.split("; ")) {
    const [chain = "", number = "", verdict = "", next = ""] = step.split(" ");
    while (stack.length > 1 && stack.at(-1)?.chain !== chain) leave();
    const top = stack.at(-1);
    if (top === undefined) break;
    const rule = Number(number);
    misses(top.chain, top.at, rule - 1);
    if (asks(top.chain, rule - 1, rule)[0] === true) draws.push(HITS);
    top.at = rule;
    if (verdict === "return") stack.pop();
    if (verdict === "goto") stack.pop();
    if (verdict === "jump" || verdict === "goto") stack.push({ chain: next, at: 0 });
    if (!/^(continue|return|jump|goto)$/.test(verdict)) return draws;
  }
  while (stack.length > 0) leave();
  return draws;
}
