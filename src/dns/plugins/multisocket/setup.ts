import { advance } from "../../corefile/cursor.js";
import { remainingArguments, wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

const MOST_SOCKETS = 1024;

/** Reads `multisocket [NUM_SOCKETS]` (coredns plugin/multisocket/multisocket.go). */
export function setupMultisocket(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const [text, ...rest] = remainingArguments(directive);
  if (rest.length > 0 || advance(directive)) return wrongArguments(directive);
  if (text === undefined) return NOTHING_ADDED;
  const count = readInteger(text);
  if (!count.ok) return wrong(directive, `invalid num sockets: ${count.error}`);
  if (count.value < 1) {
    return wrong(directive, `num sockets can not be zero or negative: ${count.value}`);
  }
  if (count.value > MOST_SOCKETS) {
    return wrong(directive, `num sockets exceeds maximum (${MOST_SOCKETS}): ${count.value}`);
  }
  return NOTHING_ADDED;
}
