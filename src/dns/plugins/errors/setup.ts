import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import { syntaxMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupDone, Unsupported } from "../../plugin.js";
import { handleErrors } from "./handler.js";

const LEVELS = ["warning", "error", "info", "debug"];
const MOST_PATTERN_LETTERS = 10_000;

/** Reads `errors` (coredns plugin/errors/setup.go). */
export function setupErrors(directive: Dispenser): SetupDone | Mistake {
  const unsupported: Unsupported[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    const [file, ...rest] = remainingArguments(directive);
    if (rest.length > 0) return wrongArguments(directive);
    if (file !== undefined && file !== "stdout") {
      return wrongHere(directive, `invalid log file: ${file}`);
    }
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option === "stacktrace") continue;
      if (option !== "consolidate") {
        return syntaxMistake(current(directive), `Unknown field ${option}`);
      }
      unsupported.push({ feature: "errors: consolidate", token: current(directive) });
      const mistake = checkConsolidate(directive);
      if (mistake !== null) return mistake;
    }
  }
  const part = { line: line ?? 0, start: () => handleErrors };
  return { kind: "done", parts: [part], unsupported };
}

function checkConsolidate(directive: Dispenser): Mistake | null {
  const [period = "", pattern = "", ...options] = remainingArguments(directive);
  if (pattern === "" || options.length > 2) return wrongArguments(directive);
  const duration = readDuration(period);
  if (!duration.ok) return wrongHere(directive, duration.error);
  if (pattern.length > MOST_PATTERN_LETTERS) {
    const reason = `regex pattern too long: ${pattern.length} > ${MOST_PATTERN_LETTERS}`;
    return wrongHere(directive, reason);
  }
  let hasLevel = false;
  let showsFirst = false;
  for (const option of options) {
    if (option === "show_first") showsFirst = true;
    else if (!LEVELS.includes(option)) {
      return wrongHere(directive, `unknown option in consolidate: ${option}`);
    } else if (hasLevel) {
      return wrongHere(directive, "multiple log levels specified in consolidate");
    } else if (showsFirst) {
      return wrongHere(directive, "log level must come before show_first in consolidate");
    } else hasLevel = true;
  }
  return null;
}
