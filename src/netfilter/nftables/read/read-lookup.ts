import type { DataType } from "../expression/data-type.js";
import type { Lookup } from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";
import { elementIndex } from "./element-index.js";
import { readDatum, readElement } from "./read-element.js";
import type { ElementShape, ReadElement } from "./read-element.js";
import type { LookupReading } from "./reading.js";

// More than any node has; a hostile text may hold more.
const MOST_ELEMENTS = 1_000_000;

/** Reads what is looked up in: `@name`, or `{ … }`; null after a reported mistake. */
export function readLookup(
  cursor: Cursor,
  shape: ElementShape,
  reading: LookupReading,
): Lookup | null {
  const token = cursor.peek();
  if (token?.kind === "word" && token.text.startsWith("@")) {
    cursor.take();
    const name = token.text.slice(1);
    reading.names.set(name, token);
    return { kind: "named", name };
  }
  const elements = readBraces(cursor, shape);
  if (elements === null) return null;
  // nft makes a plain value of a set of one, and keeps a map. What is listed in braces had more, which became one.
  const braces = shape.value !== null || elements.length > 1 || reading.isListed;
  return { kind: "anonymous", elements: elementIndex(elements, shape.key), braces };
}

/** Reads what a value is compared with: `@name`, `{ … }`, one value, or for bits several with commas. */
export function readValues(
  cursor: Cursor,
  key: readonly DataType[],
  reading: LookupReading,
): Lookup | null {
  const shape: ElementShape = { key, value: null };
  if (cursor.isAt("{") || cursor.peek()?.text.startsWith("@") === true)
    return readLookup(cursor, shape, reading);
  const first = readElement(cursor, shape);
  if (first === null) return null;
  const elements = [first];
  const [type] = key;
  while (type !== undefined && isBits(type) && cursor.skip(",")) {
    const next = readDatum(cursor, type);
    if (next === null) return null;
    elements.push({ element: { ...first.element, key: next }, span: null });
  }
  return { kind: "anonymous", elements: elementIndex(elements, key), braces: false };
}

/** Reads `{ element , element }`; null after a reported mistake. */
export function readBraces(cursor: Cursor, shape: ElementShape): readonly ReadElement[] | null {
  if (!cursor.skip("{")) return cursor.mistake("nft-unexpected", { expected: ["{"] });
  const elements: ReadElement[] = [];
  for (;;) {
    while (cursor.skip("\n"));
    if (cursor.skip("}")) return elements;
    const element = elements.length < MOST_ELEMENTS ? readElement(cursor, shape) : null;
    if (element === null) return null;
    elements.push(element);
    while (cursor.skip("\n"));
    if (cursor.skip(",") || cursor.isAt("}")) continue;
    return cursor.mistake("nft-unexpected", { expected: [",", "}"] });
  }
}

function isBits(type: DataType): boolean {
  return type === "ct_state" || type === "ct_status";
}
