import type { MarkPart, RulePart } from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";
import { ALL_NAMES, readExpression, readNumber } from "./read-expression.js";
import { VERDICTS, readVerdict } from "./read-element.js";
import { isReject, readReject } from "./read-reject.js";
import { readSeconds } from "./read-time.js";
import { isTranslation, readTranslate } from "./read-translate.js";
import type { RuleReading } from "./reading.js";

/** What a rule can do or ask for: what diagnostics offer where neither stands. */
export const STATEMENTS: readonly string[] = [
  ...VERDICTS,
  "reject",
  "counter",
  "dnat",
  "snat",
  "masquerade",
  "redirect",
  "mark set",
  "update",
  "comment",
  ...ALL_NAMES,
];

/** Whether something that is done stands here, and no question. */
export function isAtStatement(cursor: Cursor): boolean {
  const [first, second, third] = [0, 1, 2].map((ahead) => cursor.peek(ahead)?.text ?? "");
  if (first === "add" || first === "update" || first === "delete")
    return second?.startsWith("@") === true;
  return (
    (VERDICTS as readonly string[]).includes(first ?? "") ||
    isReject(first) ||
    isTranslation(first) ||
    first === "counter" ||
    (first === "mark" && second === "set") ||
    (first === "meta" && second === "mark" && third === "set")
  );
}

/** Reads what is done; null after a reported mistake. */
export function readStatement(cursor: Cursor, reading: RuleReading): RulePart | null {
  const first = cursor.peek();
  if (isReject(first?.text)) return readReject(cursor);
  if (isTranslation(first?.text)) return readTranslate(cursor, reading);
  switch (first?.text) {
    case "counter":
      return readCounter(cursor);
    case "meta":
    case "mark":
      return readMark(cursor);
    case "add":
    case "update":
    case "delete":
      cursor.take();
      return readUpdate(cursor, first.text, reading);
    case undefined:
    default: {
      const verdict = readVerdict(cursor);
      const name = cursor.peek(-1);
      if (verdict === null) return null;
      if ("chain" in verdict && name !== null) reading.names.chain(verdict.chain, name);
      return { kind: "verdict", verdict };
    }
  }
}

function readCounter(cursor: Cursor): RulePart | null {
  cursor.take();
  for (const word of ["packets", "bytes"])
    if (cursor.skip(word) && readNumber(cursor) === null) return null;
  return { kind: "counter" };
}

const OPERATORS: Readonly<Record<string, MarkPart["operation"]>> = {
  and: "and",
  "&": "and",
  or: "or",
  "|": "or",
  xor: "xor",
  "^": "xor",
};

// `mark set 0x1`, `mark set mark or 0x4000`, `meta mark set meta mark | 0x00004000`
function readMark(cursor: Cursor): RulePart | null {
  cursor.skip("meta");
  cursor.skip("mark");
  cursor.skip("set");
  const isOld = cursor.skip("meta") || cursor.isAt("mark");
  if (!isOld) {
    const value = readNumber(cursor);
    return value === null ? null : { kind: "mark", operation: "set", value };
  }
  if (!cursor.skip("mark")) return cursor.mistake("nft-unexpected", { expected: ["mark"] });
  const sign = cursor.peek()?.text ?? "";
  const operation = Object.hasOwn(OPERATORS, sign) ? OPERATORS[sign] : undefined;
  if (operation === undefined)
    return cursor.mistake("nft-unexpected", { expected: ["and", "or", "xor"] });
  cursor.take();
  const value = readNumber(cursor);
  return value === null ? null : { kind: "mark", operation, value };
}

function readUpdate(
  cursor: Cursor,
  operation: "add" | "update" | "delete",
  { names }: RuleReading,
): RulePart | null {
  const token = cursor.take();
  if (token === null) return null;
  const set = token.text.slice(1);
  names.set(set, token);
  if (!cursor.skip("{")) return cursor.mistake("nft-unexpected", { expected: ["{"] });
  const key = readExpression(cursor);
  if (key === null) return null;
  const timeout = cursor.skip("timeout") ? readSeconds(cursor) : null;
  if (!cursor.skip("}")) return cursor.mistake("nft-unexpected", { expected: ["}"] });
  return { kind: "update", operation, set, key, timeout };
}
