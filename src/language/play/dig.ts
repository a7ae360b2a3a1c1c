import { bitsOf, familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Command } from "../../cluster/scenario.js";
import type { RecordType } from "../../packet/dns-message.js";
import { readAddress } from "../value/address.js";
import { isDomainName, nearParameters } from "../value/name.js";
import type { WordReader } from "../word-reader.js";
import type { NameScope } from "./name-scope.js";
import { warnOfMistake } from "./name-scope.js";

/** The types that can be asked for. */
const TYPES: readonly RecordType[] = [
  "A",
  "AAAA",
  "CNAME",
  "NS",
  "SOA",
  "PTR",
  "SRV",
  "TXT",
  "MX",
  "HINFO",
  "ANY",
  "CAA",
  "NAPTR",
  "HTTPS",
  "SVCB",
];

/** Reads what stands behind `dig`: a name, a type and `@SERVER` in any order, or `-x ADDRESS`; null with a diagnostic. */
export function readDig(words: WordReader, scope: NameScope): Command | null {
  const { report } = words;
  let name: string | null = null;
  let type: RecordType | null = null;
  let server: Address | null = null;
  const given = words.list("NAME");
  for (const word of given) {
    const asType = TYPES.find((known) => known === word.text.toUpperCase());
    if (word.text === "-x") {
      type = "PTR";
    } else if (type === "PTR" && name === null && parseAddress(word.text) !== null) {
      name = reverseName(readAddress(word, report)?.value ?? null);
    } else if (/^@./.test(word.text)) {
      const inner = {
        ...word,
        text: word.text.slice(1),
        span: { ...word.span, start: word.span.start + 1 },
      };
      const read = readAddress(inner, report);
      if (read === null) return null;
      server = read.value;
    } else if (/^[+-]/.test(word.text)) {
      report(errorAt(word.span, "not-yet-supported", { word: word.text }));
      return null;
    } else if (name === null && (asType === undefined || type !== null)) {
      if (!isDomainName(word.text) && word.text !== ".") {
        report(errorAt(word.span, "bad-domain-name", { text: word.text }));
        return null;
      }
      name = word.text;
      warnOfMistake(name, word, scope);
    } else if (asType !== undefined && type === null) {
      type = asType;
    } else {
      const near = nearParameters(word.text.toUpperCase(), TYPES);
      report(errorAt(word.span, "bad-choice", { text: word.text, expected: TYPES, ...near }));
      return null;
    }
  }
  const asks = scope.client.kind === "pod" || scope.client.kind === "node";
  if (name !== null && server === null && !asks) {
    // Neither a host nor a container here is told of a DNS server.
    words.take("@ADDRESS");
    return null;
  }
  if (name === null && given.length > 0) words.take("NAME");
  return name === null ? null : { kind: "dig", name, type: type ?? "A", server };
}

/** The name under in-addr.arpa or ip6.arpa that stands for an address. */
function reverseName(address: Address | null): string | null {
  if (address === null) return null;
  if (familyOf(address) === "ipv4") return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
  const digits = bitsOf(address).toString(16).padStart(32, "0");
  return `${Array.from(digits).reverse().join(".")}.ip6.arpa`;
}
