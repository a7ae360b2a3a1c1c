import { familyOf } from "../../../base/address.js";
import { NO_TRANSLATION, parsePlace } from "../../target/translation.js";
import { typesOf } from "../expression/evaluate.js";
import type {
  RulePart,
  TranslatePart,
  TranslationGoal,
  TranslationOption,
} from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";
import { isAtExpression, readExpression } from "./read-expression.js";
import { readLookup } from "./read-lookup.js";
import type { RuleReading } from "./reading.js";

const STATEMENTS = ["dnat", "snat", "masquerade", "redirect"] as const;
const OPTIONS: readonly TranslationOption[] = ["random", "fully-random", "persistent"];

type Statement = TranslatePart["statement"];

/** Whether a word begins a translation. */
export function isTranslation(word: string | undefined): word is Statement {
  return (STATEMENTS as readonly (string | undefined)[]).includes(word);
}

/** Reads `dnat ip addr . port to …`, `masquerade fully-random`; null after a reported mistake. */
export function readTranslate(cursor: Cursor, reading: RuleReading): RulePart | null {
  const statement = cursor.take()?.text;
  if (!isTranslation(statement)) return null;
  const named = cursor.isAt("ip", "ip6") && !isAtExpressionOf(cursor) ? cursor.take()?.text : null;
  const family = named === "ip" || named === "ip6" ? named : null;
  // Whether a port follows the address, the elements say themselves.
  if (cursor.skip("addr")) {
    if (!cursor.skip(".") || !cursor.skip("port"))
      return cursor.mistake("nft-unexpected", { expected: [". port"] });
  }
  const hasGoal = cursor.skip("to");
  if (!hasGoal && (statement === "dnat" || statement === "snat"))
    return cursor.mistake("nft-unexpected", { expected: ["to"] });
  const goal = hasGoal ? readGoal(cursor, family, reading) : null;
  if (hasGoal && goal === null) return null;
  const options = readOptions(cursor);
  const isPrinted = goal?.kind === "map" || reading.family === "inet";
  return { kind: "translate", statement, family: isPrinted ? family : null, to: goal, options };
}

// `ip saddr …` behind a masquerade without `to` is a question of its own.
function isAtExpressionOf(cursor: Cursor): boolean {
  const next = cursor.peek(1)?.text;
  return next !== "addr" && next !== "to";
}

function readGoal(
  cursor: Cursor,
  family: TranslatePart["family"],
  reading: RuleReading,
): TranslationGoal | null {
  if (isAtExpression(cursor)) {
    const of = readExpression(cursor);
    if (of === null) return null;
    if (!cursor.skip("map")) return cursor.mistake("nft-unexpected", { expected: ["map"] });
    const isIpv6 = (family ?? reading.family) === "ip6";
    const value = [isIpv6 ? "ipv6_addr" : "ipv4_addr", "inet_service"] as const;
    const map = readLookup(cursor, { key: typesOf(of), value }, reading);
    return map === null ? null : { kind: "map", of, map };
  }
  const token = cursor.peek();
  const place = token?.kind === "word" ? parsePlace(token.text) : null;
  const [first] = place?.addresses ?? [];
  const isOther =
    first !== undefined &&
    reading.family !== "inet" &&
    (familyOf(first) === "ipv6") !== (reading.family === "ip6");
  if (place === null || isOther) return cursor.mistake("nft-not-a-translation");
  cursor.take();
  return { kind: "range", range: { ...NO_TRANSLATION, ...place } };
}

function readOptions(cursor: Cursor): readonly TranslationOption[] {
  const found = new Set<TranslationOption>();
  for (;;) {
    const option = OPTIONS.find((each) => cursor.skip(each));
    if (option === undefined) break;
    found.add(option);
    if (!cursor.skip(",")) break;
  }
  return OPTIONS.filter((option) => found.has(option));
}
