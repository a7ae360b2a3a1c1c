import { optionNamed, printModule, refusesNegation } from "./clause.js";
import type { MatchForm } from "./form.js";
import { parseRate, printRate } from "./rate.js";
import { earned, packetsLeft, spent } from "./spend.js";
import type { Allowance } from "./spend.js";

/** `-m limit`: as long as not too many packets came. */
export interface LimitMatch {
  readonly kind: "limit";
  /** What one packet costs, in ten thousandths of a second. */
  readonly cost: number;
  readonly burst: number;
}

const SCALE = 10_000;
const USUAL_RATE = "3/hour";
const USUAL_BURST = 5;
const MOST_BURST = 10_000;

/** The form of `-m limit`. */
export const limit: MatchForm<LimitMatch> = {
  module: "limit",
  options: { "--limit": 1, "--limit-burst": 1 },
  read(given, reading) {
    if (refusesNegation(given, ["--limit", "--limit-burst"], reading)) return null;
    const word = optionNamed(given, "--limit")?.values[0];
    const rate = parseRate(word?.text ?? USUAL_RATE, SCALE);
    if (rate === null) return word === undefined ? null : reading.mistake(word, "rules-not-a-rate");
    const asked = optionNamed(given, "--limit-burst")?.values[0];
    const burst = asked === undefined ? USUAL_BURST : Number(asked.text);
    if (asked !== undefined && !(/^\d{1,5}$/.test(asked.text) && burst <= MOST_BURST))
      return reading.mistake(asked, "rules-not-a-number");
    return { kind: "limit", cost: rate.cost, burst: burst === 0 ? USUAL_BURST : burst };
  },
  print: (match) =>
    printModule("limit", [
      rateOf(match),
      match.burst === USUAL_BURST ? null : `--limit-burst ${match.burst}`,
    ]),
  holds(match, { surroundings }) {
    if (surroundings === null) return null;
    const { memory, now } = surroundings;
    const allowance = allowanceOf(match);
    const before = earned(memory.credits.get(match), now, allowance);
    const after = spent(before, allowance);
    memory.credits.set(match, after ?? before);
    return after !== null;
  },
  miss(match, { surroundings }) {
    const credit = surroundings?.memory.credits.get(match);
    const found = credit === undefined ? "" : packetsLeft(credit, allowanceOf(match));
    return { clause: rateOf(match), found };
  },
};

function rateOf({ cost }: LimitMatch): string {
  return `--limit ${printRate(cost, SCALE)}`;
}

function allowanceOf({ cost, burst }: LimitMatch): Allowance {
  const microseconds = (cost * 1_000_000) / SCALE;
  return { cost: microseconds, most: microseconds * burst };
}
