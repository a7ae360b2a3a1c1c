import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";

type Value = DynamicValue | undefined;

/** Whether two values are alike; those of different types cannot be compared (go text/template/funcs.go: eq). */
export function isEqual(one: Value, other: Value): boolean {
  const isNil = [one, other].map((value) => value === undefined || value === null);
  if (isNil.includes(true)) return isNil[0] === isNil[1];
  if (isComposite(one) || isComposite(other)) {
    if (isComposite(one) !== isComposite(other)) throw incompatible();
    throw new TemplateUnsupported("comparing such values");
  }
  if (typeof one !== typeof other) throw incompatible();
  return one === other;
}

/** Whether a number or a text is less than another (funcs.go: lt). */
export function isLess(one: Value, other: Value): boolean {
  for (const value of [one, other]) {
    if (value === undefined || value === null || isComposite(value)) throw wrongType();
  }
  if (typeof one !== typeof other) throw incompatible();
  if (typeof one === "bigint" && typeof other === "bigint") return one < other;
  if (typeof one === "number" && typeof other === "number") return one < other;
  if (typeof one === "string" && typeof other === "string") return one < other;
  throw wrongType();
}

function incompatible(): TemplateError {
  return new TemplateError("incompatible types for comparison");
}

function wrongType(): TemplateError {
  return new TemplateError("invalid type for comparison");
}
