import { decimalText, ONE, parseFraction } from "../../../base/fraction.js";
import type { Fraction } from "../../../base/fraction.js";
import type { Branch } from "../../../trace/exploration.js";

/** Digits behind the point, as many as it takes to see that the kernel's third is no third. */
const DIGITS = 12;

/** Where there is less room. */
const FEWER_DIGITS = 10;

/** The longest numerator that is read as a number; a product of sixty draws has hundreds of digits. */
const LONGEST = 13;

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A share as the kernel has it, which knows parts of a power of two alone: `715827883/2³¹ ≈ 0.333333333489`, and shorter
 * `715827883/2³¹`.
 */
export function kernelShares(text: string): readonly [long: string, short: string] {
  const share = parseFraction(text) ?? ONE;
  if (share.below === 1n) return [text, text];
  const decimal = decimalText(share, DIGITS);
  const isExact = (share.above * 10n ** BigInt(DIGITS)) % share.below === 0n;
  const value = isExact ? `= ${decimal.replace(/0+$/, "")}` : `≈ ${decimal}`;
  if (`${share.above}`.length > LONGEST) return [value, `≈ ${decimalText(share, FEWER_DIGITS)}`];
  const whole = overPower(share);
  return [`${whole} ${value}`, whole];
}

/** What a branch weighs as the product of its draws, with as many of them as fit: `2/3 × 1/2 = 1/3`, `29/30 × … × 1/2 = 1/30`. */
export function productText(
  { choices, intended }: Pick<Branch, "choices" | "intended">,
  fits: (text: string) => boolean,
): string {
  const shares = choices.map((choice) => choice.intended);
  if (shares.length < 2) return intended;
  const texts = [shares.length, 7, 5, 3]
    .filter((most) => most <= shares.length)
    .map((most) => `${someOf(shares, most).join(" × ")} = ${intended}`);
  return texts.find(fits) ?? texts.at(-1) ?? intended;
}

// Of a long product the beginning and the end, which count among as many factors as there may be with the gap.
function someOf(shares: readonly string[], most: number): readonly string[] {
  if (most >= shares.length) return shares;
  const half = (most - 1) / 2;
  return [...shares.slice(0, half), "…", ...shares.slice(-half)];
}

// 2³¹ is read more easily than 2147483648.
function overPower({ above, below }: Fraction): string {
  const exponent = below.toString(2).length - 1;
  if (exponent < 10 || below !== 2n ** BigInt(exponent)) return `${above}/${below}`;
  const raised = Array.from(String(exponent), (digit) => RAISED[Number(digit)] ?? "").join("");
  return `${above}/2${raised}`;
}
