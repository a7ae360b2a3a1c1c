import type { Word } from "../iptables/word.js";
import { nearName } from "../iptables/near-name.js";
import { endsOf, parseSpan } from "./address-span.js";
import type { IpSet, SetOptions, SetRange } from "./ip-set.js";
import { SET_TYPES, fixedFamilyOf, isSetType, storageOf } from "./set-type.js";
import type { SetTypeName } from "./set-type.js";
import { readCount } from "./set-reading.js";
import type { SetReading } from "./set-reading.js";

const MOST = 0xffffffff;
// A timeout is kept in milliseconds of 32 bits (ip_set_timeout.h).
const LONGEST_TIMEOUT = 2_147_483;
const LONGEST_NAME = 31;
const LARGEST_BITMAP = 65_536n;

/** What `ipset create` takes for granted. */
const USUAL: SetOptions = {
  hashSize: 1024,
  maxElements: 65_536,
  timeout: null,
  counters: false,
  comment: false,
  skbInfo: false,
  forceAdd: false,
  netmask: null,
  markMask: null,
  bucketSize: 12,
  initialValue: null,
  range: null,
  size: 8,
};

const HASH = [
  "family",
  "hashsize",
  "maxelem",
  "netmask",
  "markmask",
  "forceadd",
  "bucketsize",
  "initval",
];
const KNOWN = {
  hash: [...HASH, "timeout", "counters", "comment", "skbinfo"],
  bitmap: ["range", "netmask", "timeout", "counters", "comment", "skbinfo"],
  list: ["size", "timeout", "counters", "comment", "skbinfo"],
} as const;

/** Reads `NAME TYPE option …` of `ipset create`; null after a reported mistake. */
export function readCreate(
  words: readonly Word[],
  command: Word,
  reading: SetReading,
): IpSet | null {
  const [name, typeWord, ...rest] = words;
  if (name === undefined || typeWord === undefined)
    return reading.mistake(command, "sets-incomplete");
  if (name.text.length > LONGEST_NAME)
    return reading.mistake(name, "sets-long-name", { limit: LONGEST_NAME });
  const type = typeWord.text;
  if (!isSetType(type))
    return reading.mistake(typeWord, "sets-unknown-type", nearName(type, Object.keys(SET_TYPES)));
  const made = readOptions(type, rest, reading);
  if (made === null) return null;
  if (storageOf(type) === "bitmap" && made.options.range === null)
    return reading.mistake(typeWord, "sets-missing-range");
  return { name: name.text, type, ...made, entries: [] };
}

function readOptions(
  type: SetTypeName,
  words: readonly Word[],
  reading: SetReading,
): Pick<IpSet, "family" | "options"> | null {
  const known: readonly string[] = KNOWN[storageOf(type)];
  const hasAddresses = /ip|net/.test(type) && storageOf(type) === "hash";
  let family: IpSet["family"] = fixedFamilyOf(type) ?? (hasAddresses ? "ipv4" : null);
  let options = { ...USUAL, markMask: type === "hash:ip,mark" ? MOST : null };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (!known.includes(word.text))
      return reading.mistake(word, "sets-unknown-option", nearName(word.text, known));
    const flag = FLAGS[word.text];
    if (flag !== undefined) {
      options = { ...options, [flag]: true };
      continue;
    }
    const value = words[++at];
    if (value === undefined) return reading.mistake(word, "sets-missing-value");
    if (word.text === "family") {
      if (value.text !== "inet" && value.text !== "inet6")
        return reading.mistake(value, "sets-not-a-family", { expected: ["inet", "inet6"] });
      family = value.text === "inet" ? "ipv4" : "ipv6";
    } else if (word.text === "range") {
      const range = readRange(type, value, reading);
      if (range === null) return null;
      options = { ...options, range };
    } else {
      const [field, most] = NUMBERS[word.text] ?? ["size", 0];
      const number = readCount(value, most, reading);
      if (number === null) return null;
      options = { ...options, [field]: number };
    }
  }
  return { family, options };
}

const FLAGS: Readonly<Record<string, keyof SetOptions>> = {
  counters: "counters",
  comment: "comment",
  skbinfo: "skbInfo",
  forceadd: "forceAdd",
};

const NUMBERS: Readonly<Record<string, readonly [keyof SetOptions, number]>> = {
  hashsize: ["hashSize", MOST],
  maxelem: ["maxElements", MOST],
  netmask: ["netmask", 128],
  markmask: ["markMask", MOST],
  bucketsize: ["bucketSize", 14],
  initval: ["initialValue", MOST],
  timeout: ["timeout", LONGEST_TIMEOUT],
  size: ["size", MOST],
};

function readRange(type: SetTypeName, word: Word, reading: SetReading): SetRange | null {
  if (type === "bitmap:port") {
    const parts = /^(\d{1,5})-(\d{1,5})$/.exec(word.text);
    const [a, b] = [Number(parts?.[1] ?? MOST), Number(parts?.[2] ?? MOST)];
    if (Math.max(a, b) > 65_535) return reading.mistake(word, "sets-not-a-range");
    return { kind: "ports", first: Math.min(a, b), last: Math.max(a, b) };
  }
  const span = parseSpan(word.text);
  if (span === null || span.family !== "ipv4" || span.last - span.first >= LARGEST_BITMAP * 65_536n)
    return reading.mistake(word, "sets-not-a-range");
  const [first, last] = endsOf(span);
  return { kind: "addresses", first, last };
}
