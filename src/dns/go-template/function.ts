import { byteLength } from "../../packet/dns-name.js";
import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { isEqual, isLess } from "./compare.js";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.js";
import { itemOf, sliceOf } from "./index-value.js";
import { parseUnsigned } from "./parse-unsigned.js";
import { formatWords, printed, printedLine } from "./printf.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import { typeName } from "./type-name.js";

type Value = DynamicValue | undefined;

/** A function with the least and the largest number of its values. */
interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (values: readonly Value[]) => Value;
}

/** Go's own functions, and CoreDNS's (go text/template/funcs.go; coredns plugin/template/setup.go). */
const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([
  taking("and", 1, Infinity, (values) => values.find((value) => !isTrue(value)) ?? values.at(-1)),
  taking("or", 1, Infinity, (values) => values.find(isTrue) ?? values.at(-1)),
  taking("not", 1, 1, ([value]) => !isTrue(value)),
  taking("eq", 1, Infinity, ([value, ...others]) => isEqualToOne(value, others)),
  taking("ne", 2, 2, ([one, other]) => !isEqual(one, other)),
  taking("lt", 2, 2, ([one, other]) => isLess(one, other)),
  taking("le", 2, 2, ([one, other]) => isLess(one, other) || isEqual(one, other)),
  taking("gt", 2, 2, ([one, other]) => !isLess(one, other) && !isEqual(one, other)),
  taking("ge", 2, 2, ([one, other]) => !isLess(one, other)),
  taking("len", 1, 1, ([value]) => BigInt(lengthOf(value))),
  taking("index", 1, Infinity, ([value, ...keys]) => keys.reduce(itemOf, value)),
  taking("slice", 1, Infinity, ([value, ...bounds]) => sliceOf(value, bounds)),
  taking("print", 0, Infinity, printed),
  taking("println", 0, Infinity, printedLine),
  taking("printf", 1, Infinity, ([format, ...values]) => formatWords(textOf(format), values)),
  taking("html", 0, Infinity, (values) => escapeHtml(printed(values))),
  taking("js", 0, Infinity, (values) => escapeJs(printed(values))),
  taking("urlquery", 0, Infinity, (values) => escapeQuery(printed(values))),
  taking("parseInt", 3, 3, parseUnsigned),
]);

function taking(
  name: string,
  least: number,
  most: number,
  call: TemplateFunction["call"],
): readonly [string, TemplateFunction] {
  return [name, { least, most, call }];
}

/** Whether a template may name the function; throws where it may and the function is not simulated. */
export function isFunction(name: string): boolean {
  if (name === "call") throw new TemplateUnsupported("the function call");
  return FUNCTIONS.has(name);
}

/** What is wrong with so many values for a function; null where nothing is (go text/template/exec.go: evalCall). */
export function wrongCount(name: string, given: number): string | null {
  const { least = 0, most = 0 } = FUNCTIONS.get(name) ?? {};
  if (given >= least && given <= most) return null;
  const wanted = most === least ? `want ${least}` : `want at least ${least}`;
  return `wrong number of args for ${name}: ${wanted} got ${given}`;
}

/** The value of a call; a TemplateError is the function's own complaint. */
export function callFunction(name: string, values: readonly Value[]): Value {
  const found = FUNCTIONS.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.call(values);
}

/** Whether a condition holds (exec.go: isTrue). */
export function isTrue(value: Value): boolean {
  if (!isComposite(value)) return Boolean(value);
  return value.kind === "structure" || value.kind === "method" || lengthOf(value) > 0;
}

function isEqualToOne(value: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new TemplateError("missing argument for comparison");
  return others.some((other) => isEqual(value, other));
}

function textOf(value: Value): string {
  if (typeof value === "string") return value;
  throw new TemplateUnsupported("a format that is no text");
}

function lengthOf(value: Value): number {
  if (typeof value === "string") return byteLength(value);
  if (value === undefined || value === null) throw new TemplateError("len of nil pointer");
  if (!isComposite(value)) throw new TemplateError(`len of type ${typeName(value)}`);
  if (value.kind === "list") return value.items.length;
  if (value.kind === "map") return value.entries.size;
  throw new TemplateUnsupported(`the length of a ${value.kind}`);
}
