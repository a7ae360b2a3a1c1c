import { fallthroughZones, readZones, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readHostPort } from "../../corefile/host-port.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createSecondary } from "./handler.js";

/** Reads every `secondary [ZONES…] { transfer from ADDRESS… }` of a block (coredns plugin/secondary/setup.go). */
export function setupSecondary(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const zones: string[] = [];
  let fallthrough: readonly string[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    zones.push(...zonesOrKeys(words, block.zones));
    let hasTransfer = false;
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      let mistake: Mistake | null = null;
      if (option === "transfer") {
        mistake = checkTransfer(directive);
        hasTransfer = true;
      } else if (option === "catalog") mistake = checkCatalog(directive);
      else if (option === "fallthrough") {
        const below = remainingArguments(directive);
        fallthrough = fallthroughZones(below);
      } else mistake = wrongHere(directive, `unknown property '${option}'`);
      if (mistake !== null) return mistake;
    }
    if (!hasTransfer) {
      return wrongHere(directive, "secondary zones require a transfer from property");
    }
  }
  const below = fallthrough;
  const part = { line: line ?? 0, start: () => createSecondary(zones, below) };
  return { kind: "done", parts: [part], unsupported: [] };
}

// coredns plugin/pkg/parse/transfer.go: TransferIn.
function checkTransfer(directive: Dispenser): Mistake | null {
  const word = nextArgument(directive);
  if (isMistake(word)) return word;
  if (word !== "from") return wrongHere(directive, `unknown property ${word}`);
  const addresses = remainingArguments(directive);
  if (addresses.length === 0) return wrongArguments(directive);
  for (const address of addresses) {
    if (address === "*") {
      return wrong(directive, "can't use '*' in transfer from");
    }
    const read = readHostPort(address);
    if (!read.ok) return wrong(directive, read.error);
  }
  return null;
}

function checkCatalog(directive: Dispenser): Mistake | null {
  for (const zone of remainingArguments(directive)) {
    if (readZones([zone]).length === 0) {
      return wrong(directive, `invalid catalog member zone ${JSON.stringify(zone)}`);
    }
  }
  return null;
}
