import { familyOf, parseAddress } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { ResourceRecord } from "../../packet/dns-message.js";
import type { DraftUpstream } from "../draft.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { isDomainName, readChoice } from "../value/name.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

/** Reads the DNS servers outside the cluster and their records. */
export const lowerUpstreams: Pass = {
  name: "lower-upstreams",
  run: (draft, report) => {
    const blocks = statementsOf(draft.document.items).filter((s) => keywordOf(s) === "upstream");
    return { ...draft, upstreams: blocks.map((block) => readUpstream(block, report)) };
  },
};

function readUpstream(block: Statement, report: Report): DraftUpstream {
  const words = readWords(block, report);
  const word = words.peek() === null ? null : words.take("ADDRESS");
  const address = word && readAddress(word, report);
  words.end();
  const records = partsOf(block)
    .filter((part) => keywordOf(part) === "record")
    .map((part) => readRecord(readWords(part, report)));
  return {
    address: address?.value ?? null,
    records: records.filter((record) => record !== null),
    span: word?.span ?? block.span,
  };
}

const TYPES = ["A", "AAAA", "CNAME", "NS", "PTR", "SRV", "TXT", "MX"] as const;

type RecordableType = (typeof TYPES)[number];
const DEFAULT_TTL = 300;

/** Reads `record NAME [TTL] TYPE VALUE…`. */
function readRecord(words: WordReader): ResourceRecord | null {
  const { report } = words;
  const name = words.take("NAME");
  const next = words.take(TYPES.join(", "));
  if (name === null || next === null) return null;
  const ttl = /^\d{1,9}$/.test(next.text) ? Number(next.text) : null;
  const typed = ttl === null ? next : words.take(TYPES.join(", "));
  const type = typed && readChoice(typed, TYPES, report);
  if (type === null) return null;
  const values = words.list("VALUE");
  const [value] = values;
  if (value === undefined) return null;
  const data = dataOf(type, values);
  if (!isDomainName(name.text)) report(errorAt(name.span, "bad-domain-name", { text: name.text }));
  else if (data === null) report(errorAt(value.span, "bad-record", { type, text: value.text }));
  else return { name: absolute(name.text), type, class: "IN", ttl: ttl ?? DEFAULT_TTL, data };
  return null;
}

/** The record's data in presentation form; null where it does not fit the type. */
function dataOf(type: RecordableType, values: readonly Word[]): string | null {
  const texts = values.map((value) => value.text);
  const [first = ""] = texts;
  const last = texts.at(-1) ?? "";
  const numbers = (count: number): boolean =>
    texts.length === count + 1 &&
    texts.slice(0, -1).every((text) => /^\d{1,5}$/.test(text)) &&
    isDomainName(last);
  switch (type) {
    case "A":
    case "AAAA": {
      const address = parseAddress(first);
      const family = type === "A" ? "ipv4" : "ipv6";
      return texts.length === 1 && address !== null && familyOf(address) === family
        ? address
        : null;
    }
    case "CNAME":
    case "NS":
    case "PTR":
      return numbers(0) ? absolute(last) : null;
    case "MX":
      return numbers(1) ? [...texts.slice(0, -1), absolute(last)].join(" ") : null;
    case "SRV":
      return numbers(3) ? [...texts.slice(0, -1), absolute(last)].join(" ") : null;
    case "TXT":
      return texts.map((text) => JSON.stringify(text)).join(" ");
  }
}

function absolute(name: string): string {
  return name.endsWith(".") ? name : `${name}.`;
}
