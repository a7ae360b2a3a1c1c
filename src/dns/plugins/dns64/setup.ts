import { formatPrefix, parsePrefix, prefix as prefixAt } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
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
import { quoteGo } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { Draft, SetupDone } from "../../plugin.js";
import { createDns64 } from "./handler.js";
import type { Dns64Options } from "./handler.js";

/** Reads `dns64 [PREFIX] { … }` (coredns plugin/dns64/setup.go). */
export function setupDns64(directive: Dispenser): SetupDone | Mistake {
  const options: Draft<Dns64Options> = {
    prefix: prefixAt("64:ff9b::/96"),
    translateAll: false,
    allowIpv4: false,
  };
  let line = 0;
  while (advance(directive)) {
    line = current(directive)?.line ?? 0;
    const [text, ...rest] = remainingArguments(directive);
    if (rest.length > 0) return wrongArguments(directive);
    if (text !== undefined) {
      const prefix = readPrefix(directive, text);
      if (isMistake(prefix)) return prefix;
      options.prefix = prefix;
      continue;
    }
    while (advanceInBlock(directive)) {
      const mistake = readOption(directive, options);
      if (mistake !== null) return mistake;
    }
  }
  const kept: Dns64Options = { ...options };
  return { kind: "done", parts: [{ line, start: () => createDns64(kept) }], unsupported: [] };
}

function readOption(directive: Dispenser, options: Draft<Dns64Options>): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "translate_all":
      options.translateAll = true;
      return null;
    case "allow_ipv4":
      options.allowIpv4 = true;
      return null;
    case "prefix": {
      const text = nextArgument(directive);
      const prefix = isMistake(text) ? text : readPrefix(directive, text);
      if (isMistake(prefix)) return prefix;
      options.prefix = prefix;
      return null;
    }
    default:
      return wrongHere(directive, `unknown property '${option}'`);
  }
}

function readPrefix(directive: Dispenser, text: string): Prefix | Mistake {
  const prefix = text.includes("/") ? parsePrefix(text) : null;
  if (prefix === null) return wrong(directive, `invalid CIDR address: ${text}`);
  const written = quoteGo(formatPrefix(prefix));
  if (prefix.family === "ipv4")
    return wrongHere(directive, `invalid netmask 32 IPv6 address: ${written}`);
  const { length } = prefix;
  return length % 8 !== 0 || length < 32 || length > 96
    ? wrongHere(directive, `invalid prefix length ${written}`)
    : prefix;
}
