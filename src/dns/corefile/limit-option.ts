import { advance, currentText } from "./cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  singleArgument,
  wrongArguments,
  wrongHere,
} from "./dispenser.js";
import type { Dispenser } from "./dispenser.js";
import { readInteger } from "./go-value.js";
import { isMistake } from "./mistake.js";
import type { Mistake } from "./mistake.js";

/** Whether a limit may be 0. */
export type LimitKind = "non-negative" | "positive";

/**
 * The mistake in a directive that is a block of limits, each a number and at most once; null where there is none
 * (coredns plugin/quic/setup.go, plugin/https/setup.go, plugin/https3/setup.go, plugin/grpc_server/setup.go).
 */
export function checkLimits(
  directive: Dispenser,
  limits: Readonly<Record<string, LimitKind>>,
): Mistake | null {
  advance(directive);
  if (remainingArguments(directive).length > 0) return wrongArguments(directive);
  const seen = new Set<string>();
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    const kind = Object.hasOwn(limits, option) ? limits[option] : undefined;
    if (kind === undefined) return wrongHere(directive, `unknown property '${option}'`);
    const text = singleArgument(directive);
    if (isMistake(text)) return text;
    const number = readInteger(text);
    if (!number.ok) {
      return wrongHere(directive, `invalid ${option} value '${text}': ${number.error}`);
    }
    if (number.value < (kind === "positive" ? 1 : 0)) {
      return wrongHere(directive, `${option} must be a ${kind} integer: ${number.value}`);
    }
    if (seen.has(option)) {
      return wrongHere(directive, `${option} already defined for this server block`);
    }
    seen.add(option);
  }
  return null;
}
