import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  singleArgument,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { checkTlsArguments } from "../../corefile/tls-argument.js";
import type { SetupBlock, SetupDone, Unsupported } from "../../plugin.js";
import { checkAcme } from "./check-acme.js";

const CLIENT_AUTH = ["nocert", "request", "require", "verify_if_given", "require_and_verify"];

/** Reads `tls CERT KEY [CA] { … }` and `tls { acme … }` (coredns plugin/tls/tls.go). */
export function setupTls(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const unsupported: Unsupported[] = [];
  while (advance(directive)) {
    const token = current(directive);
    const words = remainingArguments(directive);
    if (words.length === 0) unsupported.push({ feature: "tls: acme", token });
    const mistake =
      words.length === 0 ? checkAcme(directive, block) : checkFiles(directive, words, block);
    if (mistake !== null) return mistake;
  }
  return { kind: "done", parts: [], unsupported };
}

function checkFiles(
  directive: Dispenser,
  words: readonly string[],
  block: SetupBlock,
): Mistake | null {
  if (words.length < 2 || words.length > 3) {
    // CoreDNS names the plugin twice here.
    const mistake = wrongArguments(directive);
    return { ...mistake, text: `plugin/tls: ${mistake.text}` };
  }
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    if (option !== "client_auth" && option !== "keylog") {
      return wrongHere(directive, `unknown option '${option}'`);
    }
    const word = singleArgument(directive);
    if (isMistake(word)) return word;
    if (option === "client_auth" && !CLIENT_AUTH.includes(word)) {
      return wrongHere(directive, `unknown authentication type '${word}'`);
    }
  }
  return checkTlsArguments(directive, words, block);
}
