import { fullyQualified } from "../../../packet/dns-name.js";
import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { createLog } from "./handler.js";
import type { LogClass, LogRule } from "./handler.js";

const COMMON =
  '{remote}:{port} - {>id} "{type} {class} {name} {proto} {size} {>do} {>bufsize}" {rcode} {>rflags} {rsize} {duration}';
const COMBINED = `${COMMON} "{>opcode}"`;
const CLASSES: readonly LogClass[] = ["all", "success", "denial", "error"];

/** Reads every `log [NAMES…] [FORMAT] { class … }` of a block (coredns plugin/log/setup.go). */
export function setupLog(directive: Dispenser): SetupDone | Mistake {
  const rules: LogRule[] = [];
  const line = directive.tokens[0]?.line ?? 0;
  while (advance(directive)) {
    const { names, format } = splitFormat(remainingArguments(directive));
    const classes = readClasses(directive);
    if (isMistake(classes)) return classes;
    for (const name of names) rules.push({ zone: fullyQualified(name), format, classes });
  }
  const part = { line, start: createLog(rules) };
  return { kind: "done", parts: [part], unsupported: [] };
}

// The last of several words is a format where it has a brace in it; a word alone is always a name.
function splitFormat(words: readonly string[]): {
  readonly names: readonly string[];
  readonly format: string;
} {
  const last = words.at(-1) ?? "";
  if (words.length < 2 || !last.includes("{")) {
    return { names: words.length === 0 ? ["."] : words, format: COMMON };
  }
  const format = last.replaceAll("{common}", COMMON).replaceAll("{combined}", COMBINED);
  return { names: words.slice(0, -1), format };
}

function readClasses(directive: Dispenser): ReadonlySet<LogClass> | Mistake {
  const classes = new Set<LogClass>();
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    if (option !== "class") return wrongHere(directive, `unknown property '${option}'`);
    const words = remainingArguments(directive);
    if (words.length === 0) return wrongArguments(directive);
    for (const word of words) {
      const known = CLASSES.find((one) => one === word);
      if (known === undefined) return wrong(directive, `invalid Class: ${word}`);
      classes.add(known);
    }
  }
  return classes.size === 0 ? new Set<LogClass>(["all"]) : classes;
}
