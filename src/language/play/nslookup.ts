import { parseAddress } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import { USUAL_NSLOOKUP } from "../../cluster/dns-client.js";
import type { DnsClientOptions } from "../../cluster/dns-client.js";
import type { Command } from "../../cluster/scenario.js";
import { parseRecordType } from "../../packet/dns-code.js";
import type { RecordType } from "../../packet/dns-message.js";
import type { Word } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { isDomainName } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { hasResolver } from "./has-resolver.js";
import type { NameScope } from "./name-scope.js";

const SWITCHES: Readonly<Record<string, (options: DnsClientOptions) => DnsClientOptions>> = {
  "-search": (options) => ({ ...options, search: true }),
  "-nosearch": (options) => ({ ...options, search: false }),
  "-vc": (options) => ({ ...options, tcp: true }),
  "-novc": (options) => ({ ...options, tcp: false }),
  "-recurse": (options) => ({ ...options, recurse: true }),
  "-norecurse": (options) => ({ ...options, recurse: false }),
};

const FORMS = [
  ...Object.keys(SWITCHES),
  "-type=TYPE",
  "-timeout=SECONDS",
  "-retry=NUMBER",
  "-port=PORT",
  "-domain=DOMAIN",
];

/** Reads what stands behind `nslookup`: options, a name or an address, and a server; null with a diagnostic. */
export function readNslookup(words: WordReader, scope: NameScope): Command | null {
  const { report } = words;
  let options = USUAL_NSLOOKUP;
  let type: RecordType | null = null;
  let name: string | null = null;
  for (const word of words.list("NAME")) {
    const { text } = word;
    if (text.startsWith("-")) {
      const read = readOption(word, options, report);
      if (read === null) return null;
      options = read.options;
      type = read.type ?? type;
    } else if (name === null) {
      if (!isDomainName(text) && parseAddress(text) === null) {
        report(errorAt(word.span, "bad-domain-name", { text }));
        return null;
      }
      name = text;
    } else if (options.server === null) {
      const server = readAddress(word, report);
      if (server === null) return null;
      options = { ...options, server: server.value };
    } else {
      report(errorAt(word.span, "unexpected-word", { word: text }));
      return null;
    }
  }
  if (name !== null && options.server === null && !hasResolver(scope)) {
    words.take("ADDRESS");
    return null;
  }
  if (name === null) words.take("NAME");
  return name === null ? null : { kind: "nslookup", name, type, options };
}

interface ReadOption {
  readonly options: DnsClientOptions;
  readonly type: RecordType | null;
}

function readOption(
  word: Word,
  options: DnsClientOptions,
  report: WordReader["report"],
): ReadOption | null {
  const change = Object.hasOwn(SWITCHES, word.text) ? SWITCHES[word.text] : undefined;
  if (change !== undefined) return { options: change(options), type: null };
  const [, name = "", value = ""] = /^-([a-z]+)=(.*)$/.exec(word.text) ?? [];
  const start = word.span.end - value.length;
  const inner = { ...word, text: value, span: { ...word.span, start } };
  const number = (
    bounds: { readonly min: number; readonly max: number },
    set: (read: number) => DnsClientOptions,
  ): ReadOption | null => {
    const read = readNumber(inner, bounds, report);
    return read === null ? null : { options: set(read), type: null };
  };
  switch (name) {
    case "type":
    case "ty":
    case "q":
    case "query":
    case "querytype": {
      const type = parseRecordType(value);
      if (type !== null) return { options, type };
      report(errorAt(inner.span, "bad-choice", { text: value, expected: ["A", "AAAA", "SRV"] }));
      return null;
    }
    case "timeout":
      return number({ min: 1, max: 3600 }, (timeout) => ({ ...options, timeout }));
    case "retry":
      return number({ min: 1, max: 20 }, (tries) => ({ ...options, tries }));
    case "port":
      return number({ min: 1, max: 65_535 }, (port) => ({ ...options, port }));
    case "domain":
      if (isDomainName(value)) return { options: { ...options, domain: value }, type: null };
      report(errorAt(inner.span, "bad-domain-name", { text: value }));
      return null;
    default:
      report(errorAt(word.span, "not-yet-supported", { word: word.text, expected: FORMS }));
      return null;
  }
}
