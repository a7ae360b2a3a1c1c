import { current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Token } from "../../corefile/corefile.js";
import { readDuration } from "../../corefile/go-value.js";
import { mistakeAt } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { joinPath, NO_FILES, readFile } from "../../files.js";
import type { SetupBlock } from "../../plugin.js";
import { readWeights } from "./weights.js";
import type { Weights } from "./weights.js";

/** A weight file as the directive names it. */
export interface WeightFile {
  readonly path: string;
  /** Seconds between two looks at it; 0 for none. */
  readonly reload: number;
  readonly token: Token | null;
}

/** What holds as long as the file is not there: every address weighs 1. */
export const NO_WEIGHTS: Weights = new Map();

const DEFAULT_RELOAD = 30;

/** Reads `weighted FILE { reload DURATION }` behind its first word (coredns plugin/loadbalance/setup.go). */
export function readWeighted(
  directive: Dispenser,
  words: readonly string[],
  { root = "" }: SetupBlock,
): WeightFile | Mistake {
  const [name, ...more] = words;
  if (name === undefined) return wrongHere(directive, "missing weight file argument");
  if (more.length > 0) return wrongHere(directive, "unexpected argument(s)");
  const token = current(directive);
  let reload = DEFAULT_RELOAD;
  while (advanceInBlock(directive)) {
    if (currentText(directive) !== "reload") {
      return wrongHere(directive, `unknown property '${currentText(directive)}'`);
    }
    const [text, ...rest] = remainingArguments(directive);
    if (text === undefined) return wrongHere(directive, "reload duration value is missing");
    if (rest.length > 0) return wrongHere(directive, "unexpected argument");
    const duration = readDuration(text);
    if (!duration.ok) return wrongHere(directive, `invalid reload duration '${text}'`);
    reload = duration.value;
  }
  // Paths are told as they are written, unless `root` says where they begin.
  const path = root === "" ? name : joinPath(root, name);
  return { path, reload, token };
}

/**
 * The weights in a file, or with what CoreDNS ends. A file that is not there is looked for again at every reload; until then
 * nothing has a weight (coredns plugin/loadbalance/weighted.go: weightedOnStartUp).
 */
export function loadWeights(
  { path, reload, token }: WeightFile,
  { files = NO_FILES }: SetupBlock,
): Weights | Mistake {
  const text = readFile(files, path);
  if (text === null) return reload === 0 ? mistakeAt(token, "weight file open error") : NO_WEIGHTS;
  const weights = readWeights(text, path);
  return weights.ok ? weights.value : mistakeAt(token, weights.error);
}
