import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { readKeyFiles } from "../../corefile/key-file.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { notSimulated } from "../../not-simulated.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

/** Reads every `sign FILE [ZONES…] { … }` of a block (coredns plugin/sign/setup.go). */
export function setupSign(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  while (advance(directive)) {
    if (!advanceOnLine(directive)) return wrongArguments(directive);
    const path = currentText(directive);
    if (path.includes("\uFFFD")) {
      return wrong(directive, `dbfile ${quoteGo(path)} contains invalid characters`);
    }
    remainingArguments(directive);
    while (advanceInBlock(directive)) {
      const mistake = checkOption(directive, block);
      if (mistake !== null) return mistake;
    }
  }
  return { ...notSimulated(directive, "sign"), parts: [] };
}

function checkOption(directive: Dispenser, block: SetupBlock): Mistake | null {
  const option = currentText(directive);
  if (option === "key") {
    const owners = readKeyFiles(directive, block);
    return isMistake(owners) ? owners : null;
  }
  if (option !== "directory") return wrongHere(directive, `unknown property '${option}'`);
  const words = remainingArguments(directive);
  return words.length === 1 ? null : wrong(directive, 'can only be one argument after "directory"');
}
