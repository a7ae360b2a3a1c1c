import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { readHostPort } from "../../corefile/host-port.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createTransfer } from "./handler.js";
import type { Allowance } from "./handler.js";

/** Reads every `transfer [ZONES…] { to ADDRESS… }` of a block (coredns plugin/transfer/setup.go). */
export function setupTransfer(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const allowances: Allowance[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    const zones = zonesOrKeys(words, block.zones);
    const to = readBlock(directive);
    if (isMistake(to)) return to;
    allowances.push({ zones, to });
  }
  const part = { line: line ?? 0, start: () => createTransfer(allowances) };
  return { kind: "done", parts: [part], unsupported: [] };
}

// CoreDNS puts the plugin's name in front of most of these twice.
function readBlock(directive: Dispenser): Mistake | readonly (Address | "*")[] {
  const to: (Address | "*")[] = [];
  const fail = (text: string): Mistake => {
    const mistake = wrongHere(directive, text);
    return { ...mistake, text: `plugin/transfer: ${mistake.text}` };
  };
  let hasSource = false;
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    const words = option === "to" || option === "source" ? remainingArguments(directive) : [];
    if (option === "to") {
      if (words.length === 0) return wrongArguments(directive);
      for (const word of words) {
        const read = word === "*" ? null : readHostPort(word);
        if (read !== null && !read.ok) return wrong(directive, read.error);
        to.push(read === null ? "*" : read.value.address);
      }
    } else if (option === "source") {
      if (words.length !== 1) return wrongArguments(directive);
      if (hasSource) return fail("source already specified");
      const [source = ""] = words;
      if (parseAddress(source) === null) return fail(`invalid source address ${quoteGo(source)}`);
      hasSource = true;
    } else return fail(`unknown property ${quoteGo(option)}`);
  }
  return to.length === 0 ? fail("'to' is required") : to;
}
