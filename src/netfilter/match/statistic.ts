import { optionNamed, printClause, printModule } from "./clause.js";
import type { Evidence, MatchForm } from "./form.js";

/** `-m statistic`: chance decides, or every so manieth packet. */
export type StatisticMatch =
  | {
      readonly kind: "statistic";
      readonly mode: "random";
      readonly negated: boolean;
      /** As the kernel keeps it: a whole number of 1/2³¹. */
      readonly threshold: number;
    }
  | {
      readonly kind: "statistic";
      readonly mode: "nth";
      readonly negated: boolean;
      readonly every: number;
      /** Which of them, from 0. */
      readonly packet: number;
    };

const SCALE = 0x80000000;
const MOST = 0xffffffff;

/** The form of `-m statistic`. */
export const statistic: MatchForm<StatisticMatch> = {
  module: "statistic",
  options: { "--mode": 1, "--probability": 1, "--every": 1, "--packet": 1 },
  read(given, reading) {
    const mode = optionNamed(given, "--mode")?.values[0];
    if (mode !== undefined && mode.text !== "random" && mode.text !== "nth")
      return reading.mistake(mode, "rules-not-a-mode", { expected: ["random", "nth"] });
    const option = optionNamed(given, mode?.text === "nth" ? "--every" : "--probability");
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const { negated } = option;
    if (mode?.text === "nth") {
      const asked = optionNamed(given, "--packet")?.values[0];
      const every = /^\d{1,10}$/.test(word.text) ? Number(word.text) : 0;
      if (every < 1 || every > MOST) return reading.mistake(word, "rules-not-a-number");
      if (asked === undefined) return null;
      const packet = /^\d{1,10}$/.test(asked.text) ? Number(asked.text) : every;
      if (packet >= every) return reading.mistake(asked, "rules-not-a-number");
      return { kind: "statistic", mode: "nth", negated, every, packet };
    }
    const probability = /^[\d.]+(e-?\d+)?$/.test(word.text) ? Number(word.text) : NaN;
    if (!(probability >= 0 && probability <= 1))
      return reading.mistake(word, "rules-not-a-probability");
    const threshold = Math.round(probability * SCALE);
    return { kind: "statistic", mode: "random", negated, threshold };
  },
  print: (match) => printModule("statistic", [clauseOf(match)]),
  holds(match, evidence) {
    if (match.mode === "random") {
      const drawn = evidence.draw(match.threshold / SCALE);
      return drawn === null ? null : drawn * SCALE < match.threshold !== match.negated;
    }
    const count = counted(match, evidence);
    if (count === null) return null;
    const next = count + 1;
    evidence.surroundings?.memory.counts.set(match, next);
    return (count % match.every === match.packet) !== match.negated;
  },
  miss(match, evidence) {
    const clause = clauseOf(match);
    if (match.mode === "random")
      return { clause, found: (evidence.draw(match.threshold / SCALE) ?? 0).toFixed(11) };
    // The packet itself is counted by now.
    const count = counted(match, evidence) ?? 0;
    return { clause, found: `--packet ${(count + match.every - 1) % match.every}` };
  },
};

// How many packets came to the rule; null where that is not known.
function counted(match: StatisticMatch, { surroundings }: Evidence): number | null {
  return surroundings === null ? null : (surroundings.memory.counts.get(match) ?? 0);
}

function clauseOf(match: StatisticMatch): string {
  const { mode, negated } = match;
  return mode === "random"
    ? `--mode random ${printClause("--probability", negated, (match.threshold / SCALE).toFixed(11))}`
    : `--mode nth ${printClause("--every", negated, match.every)} --packet ${match.packet}`;
}
