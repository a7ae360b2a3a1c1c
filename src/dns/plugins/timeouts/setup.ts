import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  singleArgument,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { formatDuration, readDuration, readInteger } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { Draft, SetupDone } from "../../plugin.js";
import type { StreamLimits } from "../../stream-limits.js";

const LONGEST = 24 * 3600;

/** Reads `timeouts { … }` (coredns plugin/timeouts/timeouts.go). */
export function setupTimeouts(directive: Dispenser): SetupDone | Mistake {
  const limits: Draft<Partial<StreamLimits>> = {};
  while (advance(directive)) {
    if (remainingArguments(directive).length > 0) return twice(wrongArguments(directive));
    let count = 0;
    while (advanceInBlock(directive)) {
      const mistake = readOption(directive, limits);
      if (mistake !== null) return mistake;
      count++;
    }
    if (count === 0) {
      return twice(wrongHere(directive, "timeouts block with no timeouts specified"));
    }
  }
  return { ...NOTHING_ADDED, settings: { limits } };
}

function readOption(directive: Dispenser, limits: Draft<Partial<StreamLimits>>): Mistake | null {
  const option = currentText(directive);
  const text = singleArgument(directive);
  if (isMistake(text)) return text;
  if (option === "maxtcpqueries") {
    const number = readInteger(text);
    if (!number.ok) {
      return wrongHere(directive, `invalid value for maxtcpqueries '${text}': ${number.error}`);
    }
    limits.queries = number.value === -1 ? Infinity : number.value;
    if (number.value > 0 || number.value === -1) return null;
    const reason = "needs to be -1 (unlimited) or a positive integer";
    return wrongHere(directive, `maxtcpqueries provided '${number.value}' ${reason}`);
  }
  // A number alone counts seconds (coredns plugin/pkg/durations).
  const duration = readDuration(/^[+-]?\d+$/.test(text) ? `${text}s` : text);
  if (!duration.ok) {
    return wrongHere(directive, `failed to parse duration '${text}'`);
  }
  if (duration.value < 1 || duration.value > LONGEST) {
    const given = formatDuration(duration.value);
    const reason = "needs to be between 1 second and 24 hours";
    return wrongHere(directive, `timeout provided '${given}' ${reason}`);
  }
  if (option === "read" || option === "idle") limits[option] = duration.value;
  if (["read", "write", "idle"].includes(option)) return null;
  return wrongHere(directive, `unknown option: '${option}'`);
}

// CoreDNS names the plugin twice in these.
function twice(mistake: Mistake): Mistake {
  return { ...mistake, text: `plugin/timeouts: ${mistake.text}` };
}
