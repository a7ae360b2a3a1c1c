import { typesOf } from "../expression/evaluate.js";
import type { NftRule } from "../model/nftables.js";
import type { RulePart } from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";
import { isAtExpression, readExpression } from "./read-expression.js";
import { readLookup, readValues } from "./read-lookup.js";
import { readMarkPrefix } from "./read-mark-prefix.js";
import { STATEMENTS, isAtStatement, readStatement } from "./read-statement.js";
import type { RuleReading } from "./reading.js";

/** Reads a rule up to the end of its line or block. What is not known here is kept as it is, and no walk gets past it. */
export function readRule(cursor: Cursor, reading: RuleReading): NftRule {
  const start = cursor.peek();
  const parts: RulePart[] = [];
  let comment: string | null = null;
  while (!isAtEnd(cursor)) {
    const first = cursor.peek();
    if (cursor.skip("comment")) {
      const said = cursor.take();
      if (said === null || said.kind === "sign" || said.kind === "line-end") {
        cursor.mistake("nft-not-a-text", { token: said });
        break;
      }
      comment = said.text;
      continue;
    }
    const part = readPart(cursor, reading);
    if (part !== null) {
      parts.push(part);
      continue;
    }
    skipRest(cursor);
    parts.push({ kind: "opaque", text: cursor.textFrom(first) });
  }
  return { text: cursor.textFrom(start), parts, comment };
}

/** Whether a rule, or another command, ends here. */
export function isAtEnd(cursor: Cursor): boolean {
  return cursor.peek() === null || cursor.isAt("\n", ";", "}");
}

/** Goes on to the end of what cannot be read, past braces that belong together. */
export function skipRest(cursor: Cursor): void {
  let depth = 0;
  while (cursor.peek() !== null && (depth > 0 || !isAtEnd(cursor))) {
    if (cursor.isAt("{")) depth++;
    else if (cursor.isAt("}")) depth--;
    cursor.take();
  }
}

function readPart(cursor: Cursor, reading: RuleReading): RulePart | null {
  if (isAtStatement(cursor)) return readStatement(cursor, reading);
  if (isAtExpression(cursor)) return readMatch(cursor, reading);
  cursor.warn("nft-unknown-statement", { expected: STATEMENTS });
  return null;
}

function readMatch(cursor: Cursor, reading: RuleReading): RulePart | null {
  const of = readExpression(cursor);
  if (of === null) return null;
  if (cursor.skip("vmap")) {
    const map = readLookup(cursor, { key: typesOf(of), value: "verdict" }, reading);
    return map === null ? null : { kind: "vmap", of, map };
  }
  const negated = cursor.skip("!=");
  if (!negated) cursor.skip("==");
  const prefix = readMarkPrefix(cursor, of);
  if (prefix !== null) return { kind: "match", negated, ...prefix };
  const values = readValues(cursor, typesOf(of), reading);
  return values === null ? null : { kind: "match", of, negated, values };
}
