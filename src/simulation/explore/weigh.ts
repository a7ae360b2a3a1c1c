import { fraction, fractionText, minus, ONE, parseFraction, times } from "../../base/fraction.js";
import type { Fraction } from "../../base/fraction.js";
import type { Choice } from "../../trace/exploration.js";
import type { Drawn } from "./drawn.js";

/** The kernel keeps a probability as a whole number of 1/2³¹ (linux net/netfilter/xt_statistic.c: statistic_mt). */
const SCALE = 0x80000000;
// As many endpoints as one chain is looked through for; beyond, what was meant cannot be told from the rounding.
const MOST_PARTS = 20_000;

// Above every probability but 1, and below 1: 2³¹ and 32 bits of chance.
const MISSES = 1 - 2 ** -32;

/** The way that a draw decided for: 0 for the rule's own and 1 past it, or the number of nft's `numgen`. */
export function wayOf({ drawn, probability, modulus }: Drawn): number {
  if (modulus !== undefined) return drawn;
  return drawn < probability ? 0 : 1;
}

/** The other ways that a draw could have decided for, as the share of chance that leads to each. */
export function otherWays(draw: Drawn): readonly number[] {
  const { probability, modulus } = draw;
  const own = wayOf(draw);
  if (modulus !== undefined) {
    const ways = Array.from({ length: modulus }, (_, way) => way);
    return ways.filter((way) => way !== own).map((way) => (way + 0.5) / modulus);
  }
  if (probability <= 0 || probability >= 1) return [];
  return [own === 0 ? MISSES : 0];
}

/** What a draw decided, and what that weighs. */
export function choiceOf(draw: Drawn): Choice {
  const { namespace, table, chain, rule, taken, probability, modulus } = draw;
  if (modulus !== undefined) {
    const share = fractionText(numgenShare(wayOf(draw), modulus));
    const intended = fractionText(fraction(1, modulus));
    return { namespace, table, chain, rule, taken, probability: share, intended };
  }
  const below = fraction(Math.round(probability * SCALE), SCALE);
  const meant = meantBy(Math.round(probability * SCALE)) ?? below;
  const [weight, intended] =
    wayOf(draw) === 0 ? [below, meant] : [minus(ONE, below), minus(ONE, meant)];
  const texts = { probability: fractionText(weight), intended: fractionText(intended) };
  return { namespace, table, chain, rule, taken, ...texts };
}

/**
 * How many of the 2³² numbers that the kernel draws come to this one of so many: it takes the upper half of their product
 * (linux net/netfilter/nft_numgen.c: nft_ng_random_gen, reciprocal_scale).
 */
function numgenShare(way: number, modulus: number): Fraction {
  const [whole, parts] = [2n ** 32n, BigInt(modulus)];
  const from = (number: number): bigint => (BigInt(number) * whole + parts - 1n) / parts;
  return fraction(from(way + 1) - from(way), whole);
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
