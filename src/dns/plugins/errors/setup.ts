import { byteLength } from "../../../packet/dns-name.js";
import { compileRegexp } from "../../../regexp/regexp.js";
import { formatRegexpError, isRegexpError } from "../../../regexp/syntax-error.js";
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
import { isMistake, syntaxMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";
import { createErrors } from "./handler.js";
import type { Consolidation } from "./handler.js";

const LEVELS = ["warning", "error", "info", "debug"] as const;
const LONGEST_PATTERN = 10_000;

/** Reads `errors` (coredns plugin/errors/setup.go). */
export function setupErrors(directive: Dispenser): SetupDone | Mistake {
  const consolidations: Consolidation[] = [];
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
      const consolidation = readConsolidation(directive);
      if (isMistake(consolidation)) return consolidation;
      consolidations.push(consolidation);
    }
  }
  const part = { line: line ?? 0, start: () => createErrors(consolidations) };
  return { kind: "done", parts: [part], unsupported: [] };
}

function readConsolidation(directive: Dispenser): Consolidation | Mistake {
  const words = remainingArguments(directive);
  const [period = "", source = "", ...options] = words;
  if (words.length < 2 || words.length > 4) return wrongArguments(directive);
  const duration = readDuration(period);
  if (!duration.ok) return wrongHere(directive, duration.error);
  const size = byteLength(source);
  if (size > LONGEST_PATTERN) {
    return wrongHere(directive, `regex pattern too long: ${size} > ${LONGEST_PATTERN}`);
  }
  const pattern = compileRegexp(source);
  if (isRegexpError(pattern)) return wrongHere(directive, formatRegexpError(pattern));
  let level: Consolidation["level"] | null = null;
  let showsFirst = false;
  for (const option of options) {
    const named = LEVELS.find((one) => one === option);
    if (option === "show_first") showsFirst = true;
    else if (named === undefined) {
      return wrongHere(directive, `unknown option in consolidate: ${option}`);
    } else if (level !== null) {
      return wrongHere(directive, "multiple log levels specified in consolidate");
    } else if (showsFirst) {
      return wrongHere(directive, "log level must come before show_first in consolidate");
    } else level = named;
  }
  return { seconds: duration.value, pattern, level: level ?? "error", showsFirst };
}
