import { printClause } from "./clause.js";
import type { GivenOption, Reading } from "./form.js";

/** A condition on a packet's time to live, or hop limit. */
export interface HopClause {
  readonly compares: "eq" | "lt" | "gt";
  readonly negated: boolean;
  readonly hops: number;
}

/** Reads `--ttl-eq`, `--ttl-lt`, `--ttl-gt` (or `--hl-…`); null after a reported mistake, and where there is none. */
export function readHops(given: readonly GivenOption[], reading: Reading): HopClause | null {
  const [option, again] = given;
  const word = option?.values[0];
  if (again !== undefined) return reading.mistake(again.name, "rules-repeated-option");
  if (option === undefined || word === undefined) return null;
  const hops = /^\d{1,3}$/.test(word.text) ? Number(word.text) : 256;
  if (hops > 255) return reading.mistake(word, "rules-not-a-number");
  const compares = option.name.text.endsWith("-lt")
    ? "lt"
    : option.name.text.endsWith("-gt")
      ? "gt"
      : "eq";
  if (option.negated && compares !== "eq")
    return reading.mistake(option.name, "rules-not-negatable");
  return { compares, negated: option.negated, hops };
}

/** `! --ttl-eq 64`. */
export function printHops(
  option: "--ttl" | "--hl",
  { compares, negated, hops }: HopClause,
): string {
  return printClause(`${option}-${compares}`, negated, hops);
}

/** Whether a packet's hops fit. */
export function hopsHold({ compares, negated, hops }: HopClause, ttl: number): boolean {
  switch (compares) {
    case "eq":
      return (ttl === hops) !== negated;
    case "lt":
      return ttl < hops;
    case "gt":
      return ttl > hops;
  }
}
