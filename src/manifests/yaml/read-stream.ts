import { readAnyDocument } from "./read-any.js";
import type { ReadDocument } from "./read-any.js";
import { readBlockDocument } from "./read-block.js";
import { readJsonStream } from "./read-json.js";
import { splitDocuments } from "./split-documents.js";

/** Reads the documents of a YAML or JSON stream; each that is not right says so and leaves the others alone. */
export function readStream(text: string): readonly ReadDocument[] {
  return splitDocuments(text).flatMap(({ start, end }) => readOne(text, start, end));
}

function readOne(text: string, start: number, end: number): readonly ReadDocument[] {
  const first = text.slice(start, end).search(/\S/);
  if (text[start + first] === "{") {
    const values = readJsonStream(text, start, end);
    if (values !== null) return values.map((value) => ({ value, mistakes: [] }));
  }
  const value = readBlockDocument(text, start, end);
  return [value === null ? readAnyDocument(text, start, end) : { value, mistakes: [] }];
}
