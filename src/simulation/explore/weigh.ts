import { fraction, fractionText, minus, ONE, parseFraction, times } from "../../base/fraction.js";
import type { Fraction } from "../../base/fraction.js";
import type { Choice } from "../../trace/exploration.js";
import type { Drawn } from "./drawn.js";

/** The kernel keeps a probability as a whole number of 1/2³¹ (linux net/netfilter/xt_statistic.c: statistic_mt). */
const SCALE = 0x80000000;
// As many endpoints as one chain is looked through for; beyond, what was meant cannot be told from the rounding.
const MOST_PARTS = 20_000;

/** Whether the number drawn lies below the rule's probability. */
export function isBelow({ drawn, probability }: Drawn): boolean {
  return drawn < probability;
}

/** What a draw decided, and what that weighs. */
export function choiceOf(draw: Drawn): Choice {
  const { namespace, table, chain, rule, taken, probability } = draw;
  const below = fraction(Math.round(probability * SCALE), SCALE);
  const meant = meantBy(Math.round(probability * SCALE)) ?? below;
  const [weight, intended] = isBelow(draw)
    ? [below, meant]
    : [minus(ONE, below), minus(ONE, meant)];
  const texts = { probability: fractionText(weight), intended: fractionText(intended) };
  return { namespace, table, chain, rule, taken, ...texts };
}

/** The product of what choices weigh, to the kernel or as they were meant. */
export function weightOf(choices: readonly Choice[], as: "probability" | "intended"): Fraction {
  return choices.reduce((product, choice) => times(product, parseFraction(choice[as]) ?? ONE), ONE);
}

/**
 * The share that kube-proxy wrote for one of n endpoints: 1/n with ten digits, which iptables rounds to a threshold
 * (kubernetes pkg/proxy/iptables/proxier.go v1.36: computeProbability; iptables extensions/libxt_statistic.c: lround).
 * Null where no such share has this threshold.
 */
function meantBy(threshold: number): Fraction | null {
  if (threshold <= 0) return null;
  const near = Math.round(SCALE / threshold);
  const parts = [near, near - 1, near + 1].find(
    (n) =>
      n >= 1 && n <= MOST_PARTS && Math.round(Number((1 / n).toFixed(10)) * SCALE) === threshold,
  );
  return parts === undefined ? null : fraction(1, parts);
}
