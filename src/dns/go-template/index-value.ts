import { utf8Bytes } from "../../packet/dns-name.js";
import { isComposite, listOf } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import { typeName } from "./type-name.js";

type Value = DynamicValue | undefined;

/** An item of a list, a byte of a text, or the value of a map under a key (go text/template/funcs.go: index). */
export function itemOf(from: Value, key: Value): Value {
  if (from === undefined || from === null) throw new TemplateError("index of untyped nil");
  if (typeof from === "string") {
    const bytes = utf8Bytes(from);
    const byte = bytes[placeOf(key, bytes.length)];
    if (byte === undefined) throw new TemplateError("reflect: string index out of range");
    return BigInt(byte);
  }
  if (isComposite(from) && from.kind === "list") {
    const item = from.items[placeOf(key, from.items.length)];
    if (item === undefined) throw new TemplateError("reflect: slice index out of range");
    return item;
  }
  if (isComposite(from) && from.kind === "map") {
    if (typeof key !== "string") {
      throw new TemplateError(`value has type ${typeName(key)}; should be string`);
    }
    return from.entries.get(key) ?? (from.ofTexts === true ? "" : null);
  }
  throw new TemplateError(`can't index item of type ${typeName(from)}`);
}

/** A part of a list or a text, from a place to another (funcs.go: slice). */
export function sliceOf(from: Value, bounds: readonly Value[]): Value {
  if (from === undefined || from === null) throw new TemplateError("slice of untyped nil");
  if (bounds.length > 3) throw new TemplateError(`too many slice indexes: ${bounds.length}`);
  const isText = typeof from === "string";
  if (isText && bounds.length === 3) throw new TemplateError("cannot 3-index slice a string");
  if (bounds.length === 3) throw new TemplateUnsupported("a slice with three indexes");
  const items = isComposite(from) && from.kind === "list" ? from.items : null;
  if (!isText && items === null) {
    throw new TemplateError(`can't slice item of type ${typeName(from)}`);
  }
  if (isText && /[^\u0000-\u007f]/.test(from))
    throw new TemplateUnsupported("a slice of such a text");
  const length = isText ? from.length : (items?.length ?? 0);
  const [start = 0, end = length] = bounds.map((bound) => placeOf(bound, length));
  if (start > end) throw new TemplateError(`invalid slice index: ${start} > ${end}`);
  return isText ? from.slice(start, end) : listOf((items ?? []).slice(start, end));
}

// funcs.go: indexArg; the end itself passes.
function placeOf(key: Value, length: number): number {
  if (key === undefined || key === null) {
    throw new TemplateError("cannot index slice/array with nil");
  }
  if (typeof key !== "bigint") {
    throw new TemplateError(`cannot index slice/array with type ${typeName(key)}`);
  }
  if (key < 0n || key > BigInt(length)) throw new TemplateError(`index out of range: ${key}`);
  return Number(key);
}
