import { byteLength } from "../../packet/dns-name.js";
import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { parseUnsigned } from "./parse-unsigned.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";

/** Go's own functions, and CoreDNS's (go text/template/funcs.go; coredns plugin/template/setup.go). */
const KNOWN = [
  ..."and call eq ge gt html index js le len lt ne not or print printf println slice".split(" "),
  "urlquery",
  "parseInt",
];
const BUILT = ["and", "eq", "index", "len", "ne", "not", "or", "parseInt"];

/** Whether a template may name the function; throws where it may and the function is not simulated. */
export function isFunction(name: string): boolean {
  if (KNOWN.includes(name) && !BUILT.includes(name)) {
    throw new TemplateUnsupported(`the function ${name}`);
  }
  return BUILT.includes(name);
}

/** The value of a call; a TemplateError is the function's own complaint. */
export function callFunction(
  name: string,
  values: readonly (DynamicValue | undefined)[],
): DynamicValue | undefined {
  const [first, ...others] = values;
  switch (name) {
    case "and":
      return (
        values.find((value) => !isTrue(value)) ?? (values.every(isTrue) ? values.at(-1) : first)
      );
    case "or":
      return values.find(isTrue) ?? values.at(-1);
    case "not":
      return !isTrue(first);
    case "eq":
      return others.some((value) => isEqual(first, value));
    case "ne":
      return !isEqual(first, others[0]);
    case "len":
      return BigInt(lengthOf(first));
    case "index":
      return others.reduce(itemOf, first);
    default:
      return parseUnsigned(values);
  }
}

/** Whether a condition holds (go text/template/exec.go: isTrue). */
export function isTrue(value: DynamicValue | undefined): boolean {
  if (isComposite(value)) return value.kind === "structure" || lengthOf(value) > 0;
  return Boolean(value);
}

function isEqual(one: DynamicValue | undefined, other: DynamicValue | undefined): boolean {
  if (isComposite(one) || isComposite(other)) throw new TemplateError("non-comparable type");
  if (typeof one !== typeof other) throw new TemplateError("incompatible types for comparison");
  return one === other;
}

function lengthOf(value: DynamicValue | undefined): number {
  if (typeof value === "string") return byteLength(value);
  if (!isComposite(value)) throw new TemplateError("len of nil pointer");
  if (value.kind === "list") return value.items.length;
  if (value.kind === "map") return value.entries.size;
  throw new TemplateUnsupported(`the length of a ${value.kind}`);
}

function itemOf(
  from: DynamicValue | undefined,
  key: DynamicValue | undefined,
): DynamicValue | undefined {
  if (isComposite(from) && from.kind === "map" && typeof key === "string") {
    return from.entries.get(key) ?? "";
  }
  if (!isComposite(from) || from.kind !== "list" || typeof key !== "bigint") {
    throw new TemplateUnsupported("index of such values");
  }
  const item = key < 0n ? undefined : from.items[Number(key)];
  if (item === undefined) throw new TemplateError(`index out of range: ${key}`);
  return item;
}
