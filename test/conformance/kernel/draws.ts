import type { RuleSet } from "../../../src/netfilter/rule-set.js";
import type { Recorded } from "./world-file.js";

/** The draws of `-m statistic` that lead a host to the rules that the kernel's chance led to. */
export function drawsOf(ruleSet: RuleSet, host: string, recorded: Recorded | undefined): number[] {
  const walks = (recorded?.journeys ?? [])
    .flatMap(({ events }) => events)
    .filter((event) => event.host === host && event.ev === "ip table");
  return walks.flatMap(({ table, steps = [] }) => {
    const chains = ruleSet.tables.find(({ name }) => name === table)?.chains ?? [];
    return steps.flatMap(({ chain, rule }) => {
      const rules = chains.find(({ name }) => name === chain)?.rules.slice(0, rule) ?? [];
      const chance = rules.map(({ matches }) =>
        matches.some((match) => match.kind === "statistic"),
      );
      return chance.flatMap((asks, index) => (asks ? [index === rule - 1 ? 0 : 0.999999] : []));
    });
  });
}
