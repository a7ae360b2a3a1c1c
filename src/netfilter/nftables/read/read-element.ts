import { addressOf, bitsOf, familyOf, parseAddress, widthOf } from "../../../base/address.js";
import { sizeOf, parsePrefix } from "../../../base/prefix.js";
import { DATA_TYPES, wordsOfType } from "../expression/data-type.js";
import type { DataType } from "../expression/data-type.js";
import type { ElementValue, NftElement } from "../model/element.js";
import type { NftSet } from "../model/nftables.js";
import type { NftVerdict } from "../model/verdict.js";
import type { Cursor } from "./cursor.js";
import { readSeconds } from "./read-time.js";

/** What elements of a set or map are. */
export type ElementShape = Pick<NftSet, "key" | "value">;

/** An element as it was read; a span where it stands for more than one key. */
export interface ReadElement {
  readonly element: NftElement;
  readonly span: { readonly first: bigint; readonly last: bigint } | null;
}

/** Reads `10.96.0.10 . udp . 53 comment "x" : goto service-…`; null after a reported mistake. */
export function readElement(cursor: Cursor, shape: ElementShape): ReadElement | null {
  const key = readKey(cursor, shape.key);
  if (key === null) return null;
  let comment: string | null = null;
  let timeout: number | null = null;
  for (;;) {
    if (cursor.skip("comment")) {
      const said = cursor.take();
      if (said?.kind !== "text") return cursor.mistake("nft-not-a-text", { token: said });
      comment = said.text;
    } else if (cursor.skip("timeout")) {
      timeout = readSeconds(cursor);
      if (timeout === null) return null;
    } else if (cursor.skip("expires")) {
      // When it goes is not when it would have gone: what is read begins anew.
      if (readSeconds(cursor) === null) return null;
    } else break;
  }
  const value = shape.value === null ? null : readValue(cursor, shape.value);
  if (shape.value !== null && value === null) return null;
  return { element: { key: key.text, value, comment, timeout }, span: key.span };
}

/** A key's canonical text, and its span where it is a prefix or a range. */
interface ReadKey {
  readonly text: string;
  readonly span: ReadElement["span"];
}

/** Reads the parts of a key; only a key of one part may be a prefix or a range. */
export function readKey(cursor: Cursor, types: readonly DataType[]): ReadKey | null {
  const [only] = types;
  if (only !== undefined && types.length === 1) return readSpan(cursor, only);
  let text = "";
  for (const [index, type] of types.entries()) {
    if (index > 0 && !cursor.skip("."))
      return cursor.mistake("nft-unexpected", { expected: ["."] });
    const value = readDatum(cursor, type);
    if (value === null) return null;
    text += index === 0 ? value : ` . ${value}`;
  }
  return { text, span: null };
}

/** Reads a verdict: `drop`, `goto reject-chain`; null where none stands here, after a reported mistake. */
export function readVerdict(cursor: Cursor): NftVerdict | null {
  const token = cursor.peek();
  switch (token?.text) {
    case "accept":
    case "drop":
    case "continue":
    case "return":
      cursor.take();
      return { kind: token.text };
    case "jump":
    case "goto": {
      cursor.take();
      const chain = cursor.take();
      return chain?.kind === "word"
        ? { kind: token.text, chain: chain.text }
        : cursor.mistake("nft-not-a-name", { token: chain });
    }
    case undefined:
    default:
      return cursor.mistake("nft-not-a-verdict", { expected: VERDICTS });
  }
}

/** The words that verdicts begin with. */
export const VERDICTS = ["accept", "drop", "continue", "return", "jump", "goto"] as const;

function readValue(cursor: Cursor, types: "verdict" | readonly DataType[]): ElementValue | null {
  if (!cursor.skip(":")) return cursor.mistake("nft-unexpected", { expected: [":"] });
  if (types === "verdict") {
    const verdict = readVerdict(cursor);
    return verdict === null ? null : { kind: "verdict", verdict };
  }
  const parts: string[] = [];
  for (const [index, type] of types.entries()) {
    // What `nft list` prints does not say whether there is a port behind the address.
    if (index > 0 && !cursor.skip(".")) break;
    const value = readDatum(cursor, type);
    if (value === null) return null;
    parts.push(value);
  }
  return { kind: "data", parts };
}

/** Reads one value of a type; null after a reported mistake. */
export function readDatum(cursor: Cursor, type: DataType): string | null {
  const token = cursor.peek();
  const value = token === null || token.kind === "sign" ? null : DATA_TYPES[type].parse(token.text);
  if (value === null) return cursor.mistake("nft-not-a-value", mistakenFor(type));
  cursor.take();
  return value;
}

function readSpan(cursor: Cursor, type: DataType): ReadKey | null {
  const token = cursor.peek();
  if (token === null || token.kind === "sign" || token.kind === "line-end")
    return cursor.mistake("nft-not-a-value", mistakenFor(type));
  const form = DATA_TYPES[type];
  const plain = form.parse(token.text);
  const found = plain === null ? spanIn(token.text, type) : { text: plain, span: null };
  if (found === null) return cursor.mistake("nft-not-a-value", mistakenFor(type));
  cursor.take();
  return found;
}

function mistakenFor(type: DataType) {
  return { expected: wordsOfType(type), parameters: { type } };
}

// `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, `80-90`
function spanIn(text: string, type: DataType): ReadKey | null {
  const isAddress = type === "ipv4_addr" || type === "ipv6_addr";
  if (isAddress && text.includes("/")) {
    const range = parsePrefix(text);
    if (range === null || DATA_TYPES[type].parse(range.base) === null) return null;
    const first = bitsOf(range.base);
    const last = first + sizeOf(range) - 1n;
    // Also where it holds one address alone, it makes the set one of intervals.
    return { text: spanOf(first, last, type).text, span: { first, last } };
  }
  if (!isAddress && type !== "inet_service" && type !== "mark") return null;
  const [from = "", to = "", ...more] = text.split("-");
  const [first, last] = [from, to].map((end) => DATA_TYPES[type].parse(end));
  if (!first || !last || more.length > 0) return null;
  const [low, high] = [DATA_TYPES[type].numberOf(first), DATA_TYPES[type].numberOf(last)];
  return low > high ? null : spanOf(low, high, type);
}

/** A span by nft's text: a prefix where it is one, else a range. */
export function spanOf(first: bigint, last: bigint, type: DataType): ReadKey {
  if (first === last) return { text: textOf(first, type), span: null };
  return { text: spanText(first, last, type), span: { first, last } };
}

function spanText(first: bigint, last: bigint, type: DataType): string {
  const size = last - first + 1n;
  const isPrefix = (size & (size - 1n)) === 0n && first % size === 0n;
  const text = textOf(first, type);
  const parsed = parseAddress(text);
  if (isPrefix && parsed !== null) {
    const length = widthOf(familyOf(parsed)) - (size.toString(2).length - 1);
    return `${text}/${length}`;
  }
  return `${text}-${textOf(last, type)}`;
}

function textOf(number: bigint, type: DataType): string {
  if (type === "ipv4_addr") return addressOf(number, "ipv4");
  if (type === "ipv6_addr") return addressOf(number, "ipv6");
  return DATA_TYPES[type].parse(number.toString()) ?? number.toString();
}
