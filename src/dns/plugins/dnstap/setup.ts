import { advance, advanceOnLine, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { handOn } from "../../hand-on.js";
import type { PluginPart, SetupDone } from "../../plugin.js";

// A number behind the endpoint, with the most that it may be and what that counts.
const NUMBERS = [
  { name: "MultipleTcpWriteBuf", most: 1024, unit: "MiB units" },
  { name: "MultipleQueue", most: 4096, unit: "x10k messages" },
] as const;

/** Reads `dnstap [listen] ENDPOINT [full] [WRITE-BUFFER] [QUEUE] { … }` (coredns plugin/dnstap/setup.go). */
export function setupDnstap(directive: Dispenser): SetupDone | Mistake {
  const parts: PluginPart[] = [];
  while (advance(directive)) {
    const line = current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    if (words.length === 0) return wrongArguments(directive);
    const listens = words[0] === "listen";
    if (listens && words.length < 2) {
      return wrongHere(directive, "dnstap listen requires an endpoint argument");
    }
    const mistake =
      checkNumbers(directive, words.slice(listens ? 3 : 2)) ?? checkBlock(directive, listens);
    if (mistake !== null) return mistake;
    parts.push({ line, start: () => handOn });
  }
  return { kind: "done", parts, unsupported: [] };
}

function checkNumbers(directive: Dispenser, words: readonly string[]): Mistake | null {
  for (const [index, { name, most, unit }] of NUMBERS.entries()) {
    const word = words[index];
    if (word === undefined) return null;
    const number = readInteger(word);
    if (!number.ok) {
      return wrongHere(directive, `dnstap: invalid ${name} ${quoteGo(word)}: ${number.error}`);
    }
    if (number.value < 1 || number.value > most) {
      const range = `must be between 1 and ${most} (${unit})`;
      return wrongHere(directive, `dnstap: ${name} ${range}: ${number.value}`);
    }
  }
  return null;
}

function checkBlock(directive: Dispenser, listens: boolean): Mistake | null {
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    switch (option) {
      case "skipverify":
        break;
      case "tls":
        if (!listens) return wrongHere(directive, "tls directive only valid for listeners");
        if (remainingArguments(directive).length < 2) {
          return wrongHere(directive, "tls requires cert and key file paths");
        }
        break;
      case "identity":
      case "version":
      case "extra":
        if (!advanceOnLine(directive)) return wrongArguments(directive);
        break;
      default:
        return wrongHere(directive, `unknown property '${option}'`);
    }
  }
  return null;
}
