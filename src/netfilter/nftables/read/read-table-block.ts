import { isAtEnd, readRule, skipRest } from "./read-rule.js";
import type { Cursor } from "./cursor.js";
import { elementsOf, newChain, rulesOf } from "./draft.js";
import type { ChainDraft, TableDraft } from "./draft.js";
import { readBase, readPolicy, readSetBlock } from "./read-properties.js";
import { skipBlock } from "./of-iptables.js";
import type { NameCheck } from "./reading.js";

const WORDS = ["set", "map", "chain", "comment", "}"];

/** Reads what stands in the braces of a listed table; false after a reported mistake that nothing can be read behind. */
export function readTableBlock(cursor: Cursor, table: TableDraft, names: NameCheck): boolean {
  cursor.take();
  for (;;) {
    while (cursor.skip("\n") || cursor.skip(";"));
    if (cursor.skip("}")) return true;
    if (cursor.peek() === null) {
      cursor.mistake("nft-unexpected", { expected: ["}"] });
      return false;
    }
    if (cursor.skip("comment")) readComment(cursor, table);
    else if (cursor.skip("flags")) cursor.take();
    else if (cursor.skip("set") || cursor.skip("map")) readSet(cursor, table);
    else if (cursor.skip("chain")) readChain(cursor, table, names);
    else {
      cursor.mistake("nft-unexpected", { expected: WORDS });
      skipBlocks(cursor);
    }
  }
}

function readComment(cursor: Cursor, table: TableDraft): void {
  const said = cursor.take();
  if (said?.kind === "text") table.comment = said.text;
  else cursor.mistake("nft-not-a-text", { token: said });
}

function readSet(cursor: Cursor, table: TableDraft): void {
  const name = cursor.take();
  const hasBlock = cursor.isAt("{");
  const read = name === null ? null : readSetBlock(cursor, name.text);
  if (read === null) {
    leaveBlock(cursor, hasBlock ? 1 : 0);
    return;
  }
  const known = table.sets.get(read.set.name) ?? { set: read.set, elements: null };
  table.sets.set(read.set.name, known);
  if (read.elements.length === 0) return;
  const elements = elementsOf(known);
  for (const element of read.elements) elements.set(element.element.key, element);
}

function readChain(cursor: Cursor, table: TableDraft, names: NameCheck): void {
  const name = cursor.take();
  if (name?.kind !== "word" || !cursor.skip("{")) {
    cursor.mistake("nft-unexpected", { expected: ["{"] });
    skipBlocks(cursor);
    return;
  }
  const draft = table.chains.get(name.text) ?? newChain(name.text, null, null);
  table.chains.set(name.text, draft);
  for (;;) {
    while (cursor.skip("\n") || cursor.skip(";"));
    if (cursor.skip("}") || cursor.peek() === null) return;
    if (!readChainProperty(cursor, draft))
      rulesOf(draft).push(readRule(cursor, { family: table.family, names, isListed: true }));
    if (!isAtEnd(cursor)) {
      cursor.mistake("nft-unexpected", { expected: [";"] });
      skipRest(cursor);
    }
  }
}

// A comment at the beginning of a line is the chain's; a rule's stands behind it.
function readChainProperty(cursor: Cursor, draft: ChainDraft): boolean {
  const { chain } = draft;
  if (cursor.skip("type")) {
    const base = readBase(cursor);
    if (base === null) skipRest(cursor);
    else draft.chain = { ...chain, base };
    return true;
  }
  if (cursor.skip("policy")) {
    const policy = readPolicy(cursor);
    if (policy === null) skipRest(cursor);
    else if (chain.base !== null) draft.chain = { ...chain, base: { ...chain.base, policy } };
    return true;
  }
  if (cursor.skip("comment")) {
    const said = cursor.take();
    if (said?.kind === "text") draft.chain = { ...chain, comment: said.text };
    else cursor.mistake("nft-not-a-text", { token: said });
    return true;
  }
  return false;
}

// Behind a mistake, to the end of the line or of the block that begins in it.
function skipBlocks(cursor: Cursor): void {
  while (cursor.peek() !== null && !isAtEnd(cursor)) {
    if (cursor.isAt("{")) {
      skipBlock(cursor);
      return;
    }
    cursor.take();
  }
}

// Out of a block in which something could not be read.
function leaveBlock(cursor: Cursor, depth: number): void {
  let open = depth;
  while (open > 0 && cursor.peek() !== null) {
    if (cursor.isAt("{")) open++;
    else if (cursor.isAt("}")) open--;
    cursor.take();
  }
}
