import { remainingArguments, wrong, wrongArguments } from "./dispenser.js";
import type { Dispenser } from "./dispenser.js";
import { splitHostPort } from "./go-value.js";
import type { Mistake } from "./mistake.js";

/** The mistake in a directive's line that may name one address with a port; null where there is none. */
export function checkAddressArgument(directive: Dispenser): Mistake | null {
  const [address, ...rest] = remainingArguments(directive);
  if (rest.length > 0) return wrongArguments(directive);
  const split = address === undefined ? null : splitHostPort(address);
  return split?.ok === false ? wrong(directive, split.error) : null;
}
