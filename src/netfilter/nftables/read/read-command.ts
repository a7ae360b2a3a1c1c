import type { RuleOwner } from "../../rule-set.js";
import type { NftFamily } from "../model/nftables.js";
import { tableKey } from "../model/nftables.js";
import type { Cursor, Mistake } from "./cursor.js";
import { elementsOf, newChain, newTable, rulesOf } from "./draft.js";
import type { ChainDraft, Draft, SetDraft, TableDraft } from "./draft.js";
import type { NameChecks } from "./name-check.js";
import { isOfIptables, skipBlock } from "./of-iptables.js";
import type { ReadElement } from "./read-element.js";
import { readBraces } from "./read-lookup.js";
import { readBase, readPolicy, readSetBlock } from "./read-properties.js";
import { readRule } from "./read-rule.js";
import { readTableBlock } from "./read-table-block.js";

/** What commands change, and for whom. */
export interface CommandReading {
  readonly draft: Draft;
  readonly owner: RuleOwner;
  readonly names: NameChecks;
}

const VERBS = ["add", "create", "insert", "flush", "delete", "destroy", "table"] as const;
const FAMILIES = ["ip", "ip6", "inet"] as const;
// Families that see no packets of IP as such.
const OTHER_FAMILIES = ["arp", "bridge", "netdev"];

/** Reads one command, or a table as it is listed; false after a reported mistake. */
export function readCommand(cursor: Cursor, reading: CommandReading): boolean {
  const verb = VERBS.find((each) => cursor.isAt(each));
  switch (verb) {
    case undefined:
      return refused(cursor, "nft-unknown-command", { expected: VERBS });
    case "table":
      cursor.take();
      return addTable(cursor, reading);
    case "add":
    case "create":
    case "insert":
      cursor.take();
      return add(cursor, reading, verb === "insert");
    case "flush":
    case "delete":
    case "destroy":
      cursor.take();
      return remove(cursor, reading, verb);
  }
}

const ADDED = ["table", "chain", "set", "map", "element", "rule"] as const;

function add(cursor: Cursor, reading: CommandReading, isInsert: boolean): boolean {
  const kind = ADDED.find((each) => cursor.skip(each));
  if (kind === undefined) return refused(cursor, "nft-unexpected", { expected: ADDED });
  if (kind === "table") return addTable(cursor, reading);
  const table = takeTable(cursor, reading);
  if (table === null) return false;
  switch (kind) {
    case "chain": {
      const name = takeName(cursor);
      if (name === null) return false;
      const chain = cursor.isAt("{") ? readChainBlock(cursor, name) : newChain(name, null, null);
      if (chain === null) return false;
      if (!table.chains.has(name)) table.chains.set(name, chain);
      return true;
    }
    case "set":
    case "map": {
      const name = takeName(cursor);
      const read = name === null ? null : readSetBlock(cursor, name);
      if (read === null) return false;
      const known = table.sets.get(read.set.name) ?? { set: read.set, elements: null };
      table.sets.set(read.set.name, known);
      put(known, read.elements);
      return true;
    }
    case "element": {
      const set = takeKnown(cursor, table.sets, "set", table.name);
      const elements = set === null ? null : readBraces(cursor, set.set);
      if (set === null || elements === null) return false;
      put(set, elements);
      return true;
    }
    case "rule": {
      const chain = takeKnown(cursor, table.chains, "chain", table.name);
      if (chain === null) return false;
      const names = reading.names.of(table);
      const rule = readRule(cursor, { family: table.family, names, isListed: false });
      if (isInsert) rulesOf(chain).unshift(rule);
      else rulesOf(chain).push(rule);
      return true;
    }
  }
}

const REMOVED = ["table", "chain", "set", "map", "element", "ruleset"] as const;

function remove(
  cursor: Cursor,
  reading: CommandReading,
  verb: "flush" | "delete" | "destroy",
): boolean {
  const kind = REMOVED.find((each) => cursor.skip(each));
  if (kind === undefined) return refused(cursor, "nft-unexpected", { expected: REMOVED });
  if (kind === "ruleset") {
    reading.draft.clear();
    return true;
  }
  // `destroy` is content where there is nothing.
  const mustBe = verb !== "destroy";
  const table = mustBe ? takeTable(cursor, reading) : findTable(cursor, reading.draft);
  if (table === null) return !mustBe && takeMissing(cursor, kind);
  if (kind === "table") {
    if (verb === "flush") for (const chain of table.chains.values()) chain.rules = [];
    else reading.draft.delete(tableKey(table));
    return true;
  }
  if (kind === "chain") {
    const chain = takeKnown(cursor, table.chains, "chain", table.name, mustBe);
    if (chain === null) return !mustBe;
    if (verb === "flush") chain.rules = [];
    else table.chains.delete(chain.chain.name);
    return true;
  }
  const set = takeKnown(cursor, table.sets, "set", table.name, mustBe);
  if (set === null) return !mustBe && (kind !== "element" || skipBlock(cursor));
  if (kind === "element") return removeElements(cursor, set, mustBe);
  if (verb === "flush") set.elements = new Map();
  else table.sets.delete(set.set.name);
  return true;
}

function removeElements(cursor: Cursor, set: SetDraft, mustBe: boolean): boolean {
  const start = cursor.peek();
  // Which value an element leads to need not be said.
  const keys = readBraces(cursor, { ...set.set, value: null });
  if (keys === null) return false;
  const elements = elementsOf(set);
  for (const { element } of keys) {
    if (!elements.delete(element.key) && mustBe)
      return refused(cursor, "nft-unknown-element", {
        token: start,
        parameters: { key: element.key, set: set.set.name },
      });
  }
  return true;
}

function addTable(cursor: Cursor, reading: CommandReading): boolean {
  const place = takePlace(cursor);
  if (place === null) return false;
  const key = tableKey(place);
  if (cursor.isAt("{") && isOfIptables(cursor, place)) {
    cursor.warn("nft-of-iptables", { token: cursor.peek(-1), parameters: { table: key } });
    return skipBlock(cursor);
  }
  const table = reading.draft.get(key) ?? newTable(place.family, place.name, reading.owner);
  reading.draft.set(key, table);
  return !cursor.isAt("{") || readTableBlock(cursor, table, reading.names.of(table));
}

function put(set: SetDraft, elements: readonly ReadElement[]): void {
  if (elements.length === 0) return;
  const known = elementsOf(set);
  for (const read of elements) known.set(read.element.key, read);
}

function readChainBlock(cursor: Cursor, name: string): ChainDraft | null {
  cursor.take();
  let draft = newChain(name, null, null);
  for (;;) {
    while (cursor.skip("\n") || cursor.skip(";"));
    if (cursor.skip("}")) return draft;
    const { chain } = draft;
    if (cursor.skip("type")) {
      const base = readBase(cursor);
      if (base === null) return null;
      draft = newChain(name, base, chain.comment);
    } else if (cursor.skip("policy") && chain.base !== null) {
      const policy = readPolicy(cursor);
      if (policy === null) return null;
      draft = newChain(name, { ...chain.base, policy }, chain.comment);
    } else if (cursor.skip("comment")) {
      const said = cursor.take();
      if (said?.kind !== "text") return cursor.mistake("nft-not-a-text", { token: said });
      draft = newChain(name, chain.base, said.text);
    } else
      return cursor.mistake("nft-unexpected", { expected: ["type", "policy", "comment", "}"] });
  }
}

function takePlace(cursor: Cursor): { readonly family: NftFamily; readonly name: string } | null {
  // Without a word for it, the family is ip.
  const family = FAMILIES.find((each) => cursor.isAt(each));
  if (family !== undefined) cursor.take();
  else if (cursor.isAt(...OTHER_FAMILIES))
    return cursor.mistake("nft-other-family", { expected: FAMILIES });
  const name = takeName(cursor);
  return name === null ? null : { family: family ?? "ip", name };
}

function takeTable(cursor: Cursor, { draft }: CommandReading): TableDraft | null {
  const start = cursor.peek();
  const place = takePlace(cursor);
  if (place === null) return null;
  const table = draft.get(tableKey(place));
  return (
    table ??
    cursor.mistake("nft-unknown-table", {
      token: cursor.peek(-1) ?? start,
      expected: [...draft.values()].map(({ name }) => name),
    })
  );
}

function findTable(cursor: Cursor, draft: Draft): TableDraft | null {
  const place = takePlace(cursor);
  return place === null ? null : (draft.get(tableKey(place)) ?? null);
}

function takeMissing(cursor: Cursor, kind: (typeof REMOVED)[number]): boolean {
  if (kind !== "table") cursor.take();
  return kind !== "element" || skipBlock(cursor);
}

function takeName(cursor: Cursor): string | null {
  const token = cursor.peek();
  if (token?.kind !== "word") return cursor.mistake("nft-not-a-name");
  cursor.take();
  return token.text;
}

function takeKnown<T>(
  cursor: Cursor,
  known: ReadonlyMap<string, T>,
  kind: "set" | "chain",
  table: string,
  mustBe = true,
): T | null {
  const token = cursor.peek();
  const name = takeName(cursor);
  if (name === null) return null;
  const found = known.get(name);
  if (found !== undefined || !mustBe) return found ?? null;
  const expected = known.size > 2_000 ? [] : [...known.keys()];
  return cursor.mistake(`nft-unknown-${kind}`, { token, expected, parameters: { table } });
}

function refused(cursor: Cursor, code: string, about: Mistake): false {
  cursor.mistake(code, about);
  return false;
}
