import { parsePrefix } from "../../../base/prefix.js";
import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration, readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

const POLICIES = ["use", "ignore", "reject", "skip"];

/** Reads `proxyproto { … }` (coredns plugin/proxyproto/setup.go). */
export function setupProxyproto(directive: Dispenser): SetupDone | Mistake {
  while (advance(directive)) {
    if (remainingArguments(directive).length > 0) return wrongArguments(directive);
    while (advanceInBlock(directive)) {
      const mistake = checkOption(directive);
      if (mistake !== null) return mistake;
    }
  }
  return NOTHING_ADDED;
}

function checkOption(directive: Dispenser): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "allow": {
      const words = remainingArguments(directive);
      const other = words.find((word) => !word.includes("/") || parsePrefix(word) === null);
      return other === undefined
        ? null
        : wrong(directive, `${other}: invalid CIDR address: ${other}`);
    }
    case "default": {
      const words = remainingArguments(directive);
      return words.length === 1 && POLICIES.includes((words[0] ?? "").toLowerCase())
        ? null
        : wrongArguments(directive);
    }
    case "udp_session_tracking":
      return checkTracking(directive, remainingArguments(directive));
    default:
      return { ...wrongHere(directive, `unknown option '${option}'`), unnamed: true };
  }
}

function checkTracking(directive: Dispenser, words: readonly string[]): Mistake | null {
  const [lasts, sessions, ...rest] = words;
  if (lasts === undefined || rest.length > 0) return wrongArguments(directive);
  const duration = readDuration(lasts);
  if (!duration.ok) {
    const about = `invalid duration ${quoteGo(lasts)}: ${duration.error}`;
    return wrong(directive, `udp_session_tracking: ${about}`);
  }
  if (sessions === undefined) return null;
  const count = readInteger(sessions);
  if (count.ok && count.value > 0) return null;
  const about = `invalid max sessions ${quoteGo(sessions)}: must be a positive integer`;
  return wrong(directive, `udp_session_tracking: ${about}`);
}
