import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import { remainingArguments, wrongArguments, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

const EVENTS = ["startup", "shutdown", "certrenew"];

/** Reads `on EVENT COMMAND…` (coredns/caddy onevent/on.go). */
export function setupOn(directive: Dispenser): SetupDone | Mistake {
  while (advance(directive)) {
    const mistake = checkHook(directive);
    // It has no prefix of its own, unlike other plugins.
    if (mistake !== null) return { ...mistake, unnamed: true };
  }
  return NOTHING_ADDED;
}

function checkHook(directive: Dispenser): Mistake | null {
  if (!advanceOnLine(directive)) return wrongArguments(directive);
  const event = currentText(directive);
  if (!EVENTS.includes(event.toLowerCase())) {
    return wrongHere(directive, `Wrong event name or event not supported: '${event}'`);
  }
  const command = remainingArguments(directive).join(" ");
  return command.trim() === ""
    ? wrongHere(directive, `no command contained in '${command}'`)
    : null;
}
