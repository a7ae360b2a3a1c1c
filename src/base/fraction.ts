/** An exact number between whole ones: `above` over `below`, in lowest terms; `below` is positive. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** Nothing, and the whole. */
export const ZERO: Fraction = { above: 0n, below: 1n };
export const ONE: Fraction = { above: 1n, below: 1n };

/** A fraction in lowest terms. */
export function fraction(above: bigint | number, below: bigint | number): Fraction {
  const [over, under] = [BigInt(above), BigInt(below)];
  const divisor = greatestDivisor(over < 0n ? -over : over, under);
  return { above: over / divisor, below: under / divisor };
}

/** The sum of two fractions. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.above * b.below + b.above * a.below, a.below * b.below);
}

/** What is left of the first without the second. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { above: -b.above, below: b.below });
}

/** The product of two fractions. */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.above * b.above, a.below * b.below);
}

/** `1/3`, `0`, `1`. */
export function fractionText({ above, below }: Fraction): string {
  return below === 1n ? `${above}` : `${above}/${below}`;
}

/** A fraction as it was written; null where the text is none. */
export function parseFraction(text: string): Fraction | null {
  const [, above, below = "1"] = /^(\d{1,4000})(?:\/([1-9]\d{0,4000}))?$/.exec(text) ?? [];
  return above === undefined ? null : fraction(BigInt(above), BigInt(below));
}

/** A fraction of 1 with this many digits behind the point, rounded: `0.333333333489`. */
export function decimalText({ above, below }: Fraction, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const rounded = (above * scale * 2n + below) / (below * 2n);
  const [whole, rest] = [rounded / scale, rounded % scale];
  return `${whole}.${`${rest}`.padStart(digits, "0")}`;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
