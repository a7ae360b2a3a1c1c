import type { MatchForm } from "./form.js";

/** `-m statistic --mode random`: chance decides. */
export interface StatisticMatch {
  readonly kind: "statistic";
  readonly negated: boolean;
  /** As the kernel keeps it: a whole number of 1/2³¹. */
  readonly threshold: number;
}

const SCALE = 0x80000000;

/** The form of `-m statistic`; the mode `nth` counts packets, which no single one can tell, and is left to the opaque form. */
export const statistic: MatchForm<StatisticMatch> = {
  module: "statistic",
  options: { "--mode": 1, "--probability": 1 },
  read(given, reading) {
    const option = given.find(({ name }) => name.text === "--probability");
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const probability = /^[\d.]+(e-?\d+)?$/.test(word.text) ? Number(word.text) : NaN;
    if (!(probability >= 0 && probability <= 1))
      return reading.mistake(word, "rules-not-a-probability");
    return {
      kind: "statistic",
      negated: option.negated,
      threshold: Math.round(probability * SCALE),
    };
  },
  print: (match) => `-m statistic ${clauseOf(match)}`,
  holds({ negated, threshold }, evidence) {
    const drawn = evidence.draw(threshold / SCALE);
    return drawn === null ? null : drawn * SCALE < threshold !== negated;
  },
  miss: (match, evidence) => ({
    clause: clauseOf(match),
    found: (evidence.draw(match.threshold / SCALE) ?? 0).toFixed(11),
  }),
};

function clauseOf({ negated, threshold }: StatisticMatch): string {
  return `--mode random ${negated ? "! " : ""}--probability ${(threshold / SCALE).toFixed(11)}`;
}
