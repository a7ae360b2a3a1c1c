import type { RuleMiss, SetLookup, StatisticDraw } from "../../../trace/event/netfilter-event.js";
import { evaluate } from "../expression/evaluate.js";
import type { Question } from "../expression/evaluate.js";
import type { ElementValue } from "../model/element.js";
import { setKey } from "../model/nftables.js";
import type { NftRule } from "../model/nftables.js";
import type { MarkPart, RulePart } from "../model/rule-part.js";
import type { NftVerdict } from "../model/verdict.js";
import type { TranslationRange } from "../../target/translation.js";
import { printElement } from "../print/print-element.js";
import { clauseText, lookUp } from "./look-up.js";
import type { Looking } from "./look-up.js";
import { forgetKey, rememberKey } from "./set-memory.js";
import { setNamed } from "./table-index.js";
import { translationRange } from "./translation-range.js";
import type { NftWalk } from "./walk.js";
import { typesOf } from "../expression/evaluate.js";

/** What became of a packet at one rule, and what it took to say so. */
export interface Judged {
  readonly outcome: Outcome;
  /** The packet's mark afterwards. */
  readonly mark: number;
  readonly draws: readonly StatisticDraw[];
  /** The elements of named sets and maps that were found. */
  readonly lookups: readonly SetLookup[];
  readonly updates: readonly SetUpdate[];
}

/** A key that a rule has put into a set, and until when it stays. */
export interface SetUpdate {
  readonly set: string;
  readonly element: string;
  /** In virtual microseconds; null for a key that was taken out. */
  readonly expiresAt: number | null;
}

/** What a rule decides. */
export type Outcome =
  /** `miss` is what a lookup did not find; null where the packet alone says why. */
  | { readonly kind: "missed"; readonly miss: Omit<RuleMiss, "rule"> | null }
  | { readonly kind: "unknown" }
  | NftVerdict
  | { readonly kind: "reject"; readonly with: string }
  | { readonly kind: "translate"; readonly range: TranslationRange | null };

/** Where a rule is judged. */
interface Judging {
  readonly walk: NftWalk;
  /** The packet's mark before. */
  readonly mark: number;
  /** The rule's number, from 1. */
  readonly rule: number;
}

const CONTINUE: Outcome = { kind: "continue" };
// Without a timeout of its own or of its set, what a rule puts into a set stays.
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** Goes through a rule's parts, until one does not hold or decides. */
export function judgeRule(rule: NftRule, { walk, mark: before, rule: number }: Judging): Judged {
  let mark = before;
  const draws: StatisticDraw[] = [];
  const lookups: SetLookup[] = [];
  const updates: SetUpdate[] = [];
  const { table } = walk.base;
  const looking: Looking = { table, memory: walk.memory, now: walk.now };
  const question: Question = {
    get context() {
      return mark === walk.context.mark ? walk.context : { ...walk.context, mark };
    },
    draw(modulus) {
      const drawn = walk.draw(modulus);
      draws.push({ rule: number, probability: 1 / modulus, drawn, modulus });
      return drawn;
    },
  };
  const found = (lookup: RulePart & { kind: "match" | "vmap" }): ReturnType<typeof lookUp> => {
    const where = lookup.kind === "match" ? lookup.values : lookup.map;
    const result = lookUp(lookup.of, where, question, looking);
    if (result !== "unknown" && result.element !== null && where.kind === "named")
      lookups.push({
        set: where.name,
        element: printElement(result.element, typesOf(lookup.of)),
      });
    return result;
  };

  const judge = (part: RulePart): Outcome | null => {
    switch (part.kind) {
      case "counter":
        return null;
      case "opaque":
        return { kind: "unknown" };
      case "match": {
        const result = found(part);
        if (result === "unknown") return { kind: "unknown" };
        // What a packet does not have is not unequal either.
        const holds = result.key !== null && (result.element !== null) !== part.negated;
        if (holds) return null;
        const asksSet = part.values.kind === "named" && result.key !== null;
        const clause = clauseText(part.of, part.values, part.negated);
        return { kind: "missed", miss: asksSet ? { clause, found: result.key } : null };
      }
      case "vmap": {
        const result = found(part);
        if (result === "unknown") return { kind: "unknown" };
        const value = result.element?.value ?? null;
        if (value !== null) return verdictOf(value);
        const clause = clauseText(part.of, part.map, false).replace(/(?=\S+$)/, "vmap ");
        return { kind: "missed", miss: { clause, found: result.key ?? "–" } };
      }
      case "verdict":
        return part.verdict;
      case "reject":
        return { kind: "reject", with: part.with.with[walk.context.headers.family] };
      case "mark":
        mark = markAfter(part, mark);
        return null;
      case "update":
        return update(part);
      case "translate": {
        const range = translationRange(part, { question, looking, walk });
        if (range === "unknown") return { kind: "unknown" };
        // A map without the key ends the rule.
        if (range === "missed") return { kind: "missed", miss: null };
        return { kind: "translate", range };
      }
    }
  };

  const update = (part: RulePart & { kind: "update" }): Outcome | null => {
    const set = setNamed(table, part.set);
    if (set === null) return { kind: "unknown" };
    const key = evaluate(part.key, question);
    if (key === null) return { kind: "missed", miss: null };
    const place = { set: setKey(table, set.name), key };
    if (part.operation === "delete") {
      forgetKey(walk.memory, place);
      updates.push({ set: set.name, element: key, expiresAt: null });
      return null;
    }
    const seconds = part.timeout ?? set.timeout;
    const expiresAt = seconds === null ? FOR_EVER : walk.now + Math.round(seconds * 1e6);
    rememberKey(walk.memory, place, expiresAt);
    updates.push({ set: set.name, element: key, expiresAt });
    return null;
  };

  for (const part of rule.parts) {
    const outcome = judge(part);
    if (outcome !== null && outcome.kind !== "continue")
      return { outcome, mark, draws, lookups, updates };
  }
  return { outcome: CONTINUE, mark, draws, lookups, updates };
}

function verdictOf(value: ElementValue): Outcome {
  return value.kind === "verdict" ? value.verdict : { kind: "unknown" };
}

function markAfter({ operation, value }: MarkPart, mark: number): number {
  switch (operation) {
    case "set":
      return value;
    case "and":
      return (mark & value) >>> 0;
    case "or":
      return (mark | value) >>> 0;
    case "xor":
      return (mark ^ value) >>> 0;
  }
}
