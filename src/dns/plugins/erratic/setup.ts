import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration, readSigned } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { Draft, SetupDone } from "../../plugin.js";
import { createErratic } from "./handler.js";
import type { ErraticOptions } from "./handler.js";

/** How many words each option takes at most. */
const MOST_WORDS: Readonly<Record<"drop" | "delay" | "truncate", number>> = {
  drop: 1,
  delay: 2,
  truncate: 1,
};

/** Reads `erratic` (coredns plugin/erratic/setup.go). */
export function setupErratic(directive: Dispenser): SetupDone | Mistake {
  const options: Draft<ErraticOptions> = {
    drop: 2,
    delay: 0,
    truncate: 0,
    delaySeconds: 0,
    large: false,
  };
  let line = 0;
  let saysDrop = false;
  while (advance(directive)) {
    line = current(directive)?.line ?? 0;
    while (advanceInBlock(directive)) {
      const name = currentText(directive);
      if (name === "large") {
        options.large = true;
        continue;
      }
      if (name !== "drop" && name !== "delay" && name !== "truncate")
        return wrongHere(directive, `unknown property '${name}'`);
      const words = remainingArguments(directive);
      if (words.length > MOST_WORDS[name]) return wrongArguments(directive);
      const amount = readAmount(directive, words[0]);
      if (isMistake(amount)) return amount;
      if (name === "delay") {
        const seconds = readDuration(words[1] ?? "100ms");
        if (!seconds.ok) return wrong(directive, seconds.error);
        options.delaySeconds = seconds.value;
      }
      // Without a number, drop stays what it was.
      if (name !== "drop" || amount !== null) options[name] = amount ?? 2;
      saysDrop ||= name === "drop" && amount !== null;
    }
  }
  if ((options.delay > 0 || options.truncate > 0) && !saysDrop) options.drop = 0;
  const kept: ErraticOptions = { ...options };
  return { kind: "done", parts: [{ line, start: () => createErratic(kept) }], unsupported: [] };
}

function readAmount(directive: Dispenser, text: string | undefined): number | null | Mistake {
  if (text === undefined) return null;
  const amount = readSigned(text);
  if (!amount.ok) return wrong(directive, amount.error);
  if (amount.value < 0) return wrong(directive, `illegal amount value given ${quoteGo(text)}`);
  return amount.value;
}
