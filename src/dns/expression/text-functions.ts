import { listOf } from "../dynamic-value.js";
import { formatGo } from "../go-format.js";
import { limited, spend } from "./budget.js";
import type { Budget } from "./budget.js";
import type { BuiltinFunction } from "./builtin-function.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import { fromJson, toJson } from "./json.js";
import { bytesIn } from "./text-bytes.js";
import { integerOf, itemsOf, plain, textOf } from "./value.js";
import type { ExpressionValue } from "./value.js";

const SPACES = " \t\n\v\f\r\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";

/** The functions of texts (expr builtin/builtin.go; go strings). */
export const TEXT_FUNCTIONS: Readonly<Record<string, BuiltinFunction>> = {
  string: ([value = null], budget) => limited(budget, printed(value)),
  upper: ([text]) => mapped(textOf(text), (character) => character.toUpperCase()),
  lower: ([text]) => mapped(textOf(text), (character) => character.toLowerCase()),
  trim: ([text, set]) => trim(textOf(text), set === undefined ? SPACES : textOf(set)),
  trimPrefix: ([text, start = " "]) => {
    const whole = textOf(text);
    return whole.startsWith(textOf(start)) ? whole.slice(textOf(start).length) : whole;
  },
  trimSuffix: ([text, end = " "]) => {
    const [whole, cut] = [textOf(text), textOf(end)];
    return cut !== "" && whole.endsWith(cut) ? whole.slice(0, -cut.length) : whole;
  },
  split: (values, budget) => listOf(split(values, 0, budget)),
  splitAfter: (values, budget) => listOf(split(values, textOf(values[1]).length, budget)),
  replace: ([text, old, by, count = -1n], budget) =>
    replace(textOf(text), [textOf(old), textOf(by)], integerOf(count), budget),
  repeat: ([text, count], budget) => repeat(textOf(text), integerOf(count), budget),
  join: ([list, glue = ""], budget) =>
    limited(budget, itemsOf(list).map(textOf).join(textOf(glue))),
  indexOf: ([text, part]) => placeOf(textOf(text), textOf(text).indexOf(textOf(part))),
  lastIndexOf: ([text, part]) => placeOf(textOf(text), textOf(text).lastIndexOf(textOf(part))),
  hasPrefix: ([text, start]) => textOf(text).startsWith(textOf(start)),
  hasSuffix: ([text, end]) => textOf(text).endsWith(textOf(end)),
  toJSON: ([value = null], budget) => limited(budget, toJson(plain(value), "")),
  fromJSON: ([text], budget) => fromJson(limited(budget, textOf(text))),
};

function printed(value: ExpressionValue): string {
  const text = formatGo(plain(value));
  if (text === null) throw new ExpressionUnsupported("the text of such a value");
  return text;
}

// Go's mapping is from one character to one other.
function mapped(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    const other = map(character);
    return Array.from(other).length === 1 ? other : character;
  }).join("");
}

function trim(text: string, set: string): string {
  const characters = Array.from(text);
  const isCut = (character: string): boolean =>
    set.includes(character) || (set === SPACES && /[\u2000-\u200a]/.test(character));
  const start = characters.findIndex((character) => !isCut(character));
  const end = characters.findLastIndex((character) => !isCut(character));
  return start === -1 ? "" : characters.slice(start, end + 1).join("");
}

// `kept` says how much of each separator stays with what is before it.
function split(
  values: readonly ExpressionValue[],
  kept: number,
  budget: Budget,
): readonly string[] {
  const [text, separator, count = -1n] = values;
  const whole = textOf(text);
  const most = integerOf(count);
  spend(budget, whole.length);
  if (most === 0n) return [];
  const parts = partsOf(whole, textOf(separator), kept);
  if (most < 0n || BigInt(parts.length) <= most) return parts;
  const first = parts.slice(0, Number(most) - 1);
  const length = first.join("").length + (textOf(separator).length - kept) * first.length;
  return [...first, whole.slice(length)];
}

function partsOf(text: string, separator: string, kept: number): readonly string[] {
  if (separator === "") return Array.from(text);
  const parts = text.split(separator);
  const end = separator.slice(0, kept);
  return parts.map((part, index) => (index < parts.length - 1 ? part + end : part));
}

// An empty text is found before each character and at the end.
function replace(
  text: string,
  [old, by]: readonly [string, string],
  count: bigint,
  budget: Budget,
): string {
  const parts = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const gaps = parts.length - 1;
  const replaced = count < 0n || count > BigInt(gaps) ? gaps : Number(count);
  spend(budget, text.length + replaced * by.length);
  return limited(
    budget,
    parts
      .map((part, index) => (index === 0 ? part : (index <= replaced ? by : old) + part))
      .join(""),
  );
}

function repeat(text: string, count: bigint, budget: Budget): string {
  if (count < 0n) {
    const wrong = `invalid argument for repeat (expected positive integer, got ${count})`;
    throw new EvaluationError(wrong);
  }
  const length = BigInt(bytesIn(text)) * count;
  if (count > 1_000_000n || length >= 1_000_000n)
    throw new EvaluationError("memory budget exceeded");
  return limited(budget, text.repeat(Number(count)));
}

// Go counts bytes.
function placeOf(text: string, index: number): bigint {
  return BigInt(index === -1 ? -1 : bytesIn(text.slice(0, index)));
}
