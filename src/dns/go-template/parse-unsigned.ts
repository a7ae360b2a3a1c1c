import type { DynamicValue } from "../dynamic-value.js";
import { TemplateError } from "./template-error.js";

/** `parseInt TEXT BASE BITS`: Go's `strconv.ParseUint` for the bases 2 to 36. */
export function parseUnsigned(values: readonly (DynamicValue | undefined)[]): bigint {
  const [text, base, bits] = values;
  if (typeof text !== "string" || typeof base !== "bigint" || typeof bits !== "bigint") {
    throw new TemplateError("wrong type of argument");
  }
  const fail = (reason: string): TemplateError =>
    new TemplateError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: ${reason}`);
  if (base < 2n || base > 36n) throw fail(`invalid base ${base}`);
  if (bits < 0n || bits > 64n) throw fail(`invalid bit size ${bits}`);
  if (!/^[0-9a-z]+$/i.test(text)) throw fail("invalid syntax");
  let value = 0n;
  for (const digit of text) {
    const worth = BigInt(Number.parseInt(digit, 36));
    if (worth >= base) throw fail("invalid syntax");
    value = value * base + worth;
    if (value >= 2n ** (bits === 0n ? 64n : bits)) throw fail("value out of range");
  }
  return value;
}
