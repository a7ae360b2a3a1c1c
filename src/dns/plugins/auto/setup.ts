import { compileRegexp } from "../../../regexp/regexp.js";
import { formatRegexpError } from "../../../regexp/syntax-error.js";
import type { Regexp } from "../../../regexp/regexp.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, advanceOnLine, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { joinPath, NO_FILES } from "../../files.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createAuto } from "./handler.js";
import { loadFolder } from "./load-folder.js";

const LONGEST_REGEXP = 10_000;
const DEFAULT_PATTERN = "db\\.(.*)";

/** What an `auto` directive says. */
interface AutoOptions {
  origins: readonly string[];
  directory: string;
  pattern: Regexp | null;
  /** What makes the origin, with `{1}` for the first group. */
  template: string;
}

/** Reads `auto [ZONES…] { directory DIR [REGEXP ORIGIN] … }` (coredns plugin/auto/setup.go). */
export function setupAuto(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const { files = NO_FILES, root = "" } = block;
  const options: AutoOptions = { origins: [], directory: "", pattern: null, template: "{1}" };
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    options.origins = zonesOrKeys(words, block.zones);
    while (advanceInBlock(directive)) {
      const mistake = readOption(directive, options, root);
      if (mistake !== null) return mistake;
    }
  }
  const { origins, directory, template } = options;
  const compiled = options.pattern ?? compileRegexp(DEFAULT_PATTERN);
  const zones =
    compiled.kind === "regexp"
      ? loadFolder(files, { directory, pattern: compiled, template })
      : null;
  const part = { line: line ?? 0, start: () => createAuto(origins, zones ?? new Map()) };
  return { kind: "done", parts: [part], unsupported: [] };
}

function readOption(directive: Dispenser, options: AutoOptions, root: string): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "directory":
      return readDirectory(directive, options, root);
    case "reload": {
      const [text] = remainingArguments(directive);
      if (text === undefined) return wrong(directive, "reload duration value is expected");
      const duration = readDuration(text);
      if (!duration.ok) return wrong(directive, `plugin/file: ${duration.error}`);
      return duration.value < 0 ? wrong(directive, "plugin/file: invalid duration") : null;
    }
    case "upstream":
      remainingArguments(directive);
      return null;
    default:
      return wrongHere(directive, `unknown property '${option}'`);
  }
}

function readDirectory(directive: Dispenser, options: AutoOptions, root: string): Mistake | null {
  const folder = nextArgument(directive);
  if (isMistake(folder)) return folder;
  options.directory = joinPath(root, folder);
  if (advanceOnLine(directive)) {
    const source = currentText(directive);
    if (source.length > LONGEST_REGEXP) return wrongHere(directive, "regexp too large");
    const compiled = compileRegexp(source);
    if (compiled.kind !== "regexp") return wrong(directive, formatRegexpError(compiled));
    if (compiled.names.length < 2) return wrongHere(directive, "Need at least one sub expression");
    const template = nextArgument(directive);
    if (isMistake(template)) return template;
    options.pattern = compiled;
    options.template = template;
  }
  return advanceOnLine(directive) ? wrongArguments(directive) : null;
}
