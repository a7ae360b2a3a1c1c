import { parseAddress } from "../../../base/address.js";
import { advance, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { BARE_HOST } from "../../host.js";
import type { Host } from "../../host.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

/** Reads every `bind ADDRESS|INTERFACE… { except … }` of a block (coredns plugin/bind/setup.go). */
export function setupBind(
  directive: Dispenser,
  { host = BARE_HOST }: SetupBlock,
): SetupDone | Mistake {
  const listenAt: string[] = [];
  while (advance(directive)) {
    const words = remainingArguments(directive);
    if (words.length === 0) {
      return wrong(directive, "at least one address or interface name is expected");
    }
    let except: readonly string[] = [];
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "except") return wrong(directive, `invalid option ${quoteGo(option)}`);
      except = remainingArguments(directive);
      if (except.length === 0) {
        const reason = "at least one address or interface must be given to except subdirective";
        return wrong(directive, reason);
      }
    }
    const found = addressesOf(directive, words, host);
    if (isMistake(found)) return found;
    const left = addressesOf(directive, except, host);
    if (isMistake(left)) return left;
    listenAt.push(...found.filter((address) => !left.includes(address)));
  }
  return { kind: "done", parts: [], unsupported: [], settings: { listenAt } };
}

function addressesOf(
  directive: Dispenser,
  words: readonly string[],
  { interfaces }: Host,
): readonly string[] | Mistake {
  const found: string[] = [];
  for (const word of words) {
    const addresses = interfaces.get(word) ?? (parseAddress(word) === null ? null : [word]);
    if (addresses === null) {
      return wrong(directive, `not a valid IP address or interface name: ${quoteGo(word)}`);
    }
    found.push(...addresses);
  }
  return found;
}
