import { DATA_TYPES, isDataType } from "../expression/data-type.js";
import type { DataType } from "../expression/data-type.js";
import { NO_ELEMENTS } from "../model/element.js";
import type { NftBase, NftHook, NftSet } from "../model/nftables.js";
import type { Cursor } from "./cursor.js";
import type { ReadElement } from "./read-element.js";
import { readNumber } from "./read-expression.js";
import { readBraces } from "./read-lookup.js";
import { readSeconds } from "./read-time.js";

/** A set's properties and the elements that are given with them. */
export interface ReadSet {
  readonly set: NftSet;
  readonly elements: readonly ReadElement[];
}

const FLAGS = ["constant", "interval", "timeout", "dynamic"] as const;
const WORDS = ["type", "flags", "timeout", "size", "comment", "elements", "auto-merge", "policy"];

/** Reads the block of a set or map: `{ type … ; flags … ; elements = { … } }`; null after a reported mistake. */
export function readSetBlock(cursor: Cursor, name: string): ReadSet | null {
  let set: NftSet = {
    name,
    key: [],
    value: null,
    flags: [],
    timeout: null,
    size: null,
    comment: null,
    elements: NO_ELEMENTS,
  };
  let elements: readonly ReadElement[] = [];
  if (!cursor.skip("{")) return cursor.mistake("nft-unexpected", { expected: ["{"] });
  for (;;) {
    while (cursor.skip("\n") || cursor.skip(";"));
    if (cursor.skip("}")) break;
    const word = cursor.peek();
    if (cursor.skip("elements")) {
      if (!cursor.skip("=")) return cursor.mistake("nft-unexpected", { expected: ["="] });
      const read = readBraces(cursor, set);
      if (read === null) return null;
      elements = read;
      continue;
    }
    const changed = readProperty(cursor, set);
    if (changed === null) return null;
    set = changed;
    if (word === cursor.peek()) return cursor.mistake("nft-unexpected", { expected: WORDS });
  }
  if (set.key.length === 0) return cursor.mistake("nft-no-type", { parameters: { name } });
  return { set, elements };
}

/** Reads `type filter hook input priority 0 ;`, with or without a policy; null after a reported mistake. */
export function readBase(cursor: Cursor): NftBase | null {
  const type = oneOf(cursor, ["filter", "nat", "route"] as const);
  if (type === null || !expect(cursor, "hook")) return null;
  const hook = oneOf(cursor, HOOKS);
  if (hook === null || !expect(cursor, "priority")) return null;
  const priority = readPriority(cursor, hook);
  if (priority === null) return null;
  return { type, hook, priority, policy: "accept" };
}

/** Reads the word behind `policy`; null after a reported mistake. */
export function readPolicy(cursor: Cursor): NftBase["policy"] | null {
  return oneOf(cursor, ["accept", "drop"] as const);
}

const HOOKS: readonly NftHook[] = ["prerouting", "input", "forward", "output", "postrouting"];

// nft's src/rule.c: the names of usual priorities; two of them make sense at one hook only.
const PRIORITIES: readonly (readonly [string, number, NftHook | null])[] = [
  ["raw", -300, null],
  ["mangle", -150, null],
  ["dstnat", -100, "prerouting"],
  ["filter", 0, null],
  ["security", 50, null],
  ["srcnat", 100, "postrouting"],
];

/** `filter`, `dstnat - 10`, `-110`: a priority as nft prints it. */
export function printPriority(priority: number, hook: NftHook): string {
  for (const [name, value, only] of PRIORITIES) {
    const offset = priority - value;
    if ((only !== null && only !== hook) || Math.abs(offset) > 10) continue;
    return offset === 0 ? name : `${name} ${offset < 0 ? "-" : "+"} ${Math.abs(offset)}`;
  }
  return String(priority);
}

function readPriority(cursor: Cursor, hook: NftHook): number | null {
  const text = cursor.peek()?.text ?? "";
  const named = PRIORITIES.find(
    ([name, , only]) => name === text && (only === null || only === hook),
  );
  if (named === undefined) {
    if (!/^-?\d{1,9}$/.test(text))
      return cursor.mistake("nft-not-a-priority", { expected: PRIORITIES.map(([name]) => name) });
    cursor.take();
    return Number(text);
  }
  cursor.take();
  const sign = cursor.skip("+") ? 1 : cursor.skip("-") ? -1 : 0;
  if (sign === 0) return named[1];
  const offset = readNumber(cursor);
  return offset === null ? null : named[1] + sign * offset;
}

function readProperty(cursor: Cursor, set: NftSet): NftSet | null {
  if (cursor.skip("type")) return readType(cursor, set);
  if (cursor.skip("flags")) return readFlags(cursor, set);
  if (cursor.skip("timeout")) {
    const timeout = readSeconds(cursor);
    return timeout === null ? null : { ...set, timeout };
  }
  if (cursor.skip("size")) {
    const size = readNumber(cursor);
    return size === null ? null : { ...set, size };
  }
  if (cursor.skip("comment")) {
    const said = cursor.take();
    if (said?.kind !== "text") return cursor.mistake("nft-not-a-text", { token: said });
    return { ...set, comment: said.text };
  }
  if (cursor.skip("auto-merge")) return set;
  if (cursor.skip("policy")) {
    cursor.take();
    return set;
  }
  return cursor.mistake("nft-unexpected", { expected: WORDS });
}

function readType(cursor: Cursor, set: NftSet): NftSet | null {
  const key = readTypes(cursor);
  if (key === null) return null;
  if (!cursor.skip(":")) return { ...set, key };
  if (cursor.skip("verdict")) return { ...set, key, value: "verdict" };
  const value = readTypes(cursor);
  return value === null ? null : { ...set, key, value };
}

function readTypes(cursor: Cursor): readonly DataType[] | null {
  const types: DataType[] = [];
  do {
    const text = cursor.peek()?.text ?? "";
    if (!isDataType(text))
      return cursor.mistake("nft-not-a-type", { expected: Object.keys(DATA_TYPES) });
    cursor.take();
    types.push(text);
  } while (cursor.skip("."));
  return types;
}

function readFlags(cursor: Cursor, set: NftSet): NftSet | null {
  const flags: string[] = [];
  do {
    const flag = oneOf(cursor, FLAGS);
    if (flag === null) return null;
    flags.push(flag);
  } while (cursor.skip(","));
  return { ...set, flags };
}

function expect(cursor: Cursor, word: string): boolean {
  if (cursor.skip(word)) return true;
  cursor.mistake("nft-unexpected", { expected: [word] });
  return false;
}

function oneOf<T extends string>(cursor: Cursor, words: readonly T[]): T | null {
  const found = words.find((word) => cursor.isAt(word));
  if (found === undefined) return cursor.mistake("nft-unexpected", { expected: words });
  cursor.take();
  return found;
}
