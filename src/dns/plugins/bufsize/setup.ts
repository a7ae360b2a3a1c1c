import { advance, current } from "../../corefile/cursor.js";
import { remainingArguments, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { parseGoInteger } from "../../corefile/go-value.js";
import { mistakeAt } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { createBufsize } from "./handler.js";

/** Reads `bufsize` (coredns plugin/bufsize/setup.go); only its first line counts. */
export function setupBufsize(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  const [text, ...rest] = remainingArguments(directive);
  const size = text === undefined ? DEFAULT_SIZE : (parseGoInteger(text) ?? 0);
  if (rest.length > 0 || size < 512 || size > 4096) {
    const { text: reason, token } = wrongArguments(directive);
    // The plugin names itself, and then its frame does so again.
    return mistakeAt(token, `plugin/bufsize: ${reason}`);
  }
  return { kind: "done", parts: [{ line, start: () => createBufsize(size) }], unsupported: [] };
}

// What the DNS flag day of 2020 agreed on.
const DEFAULT_SIZE = 1232;
