import { nearest } from "../base/nearest.js";
import { fieldOf, textOf } from "./field.js";
import { mistake, oddity } from "./reading.js";
import type { Reading } from "./reading.js";
import type { YamlMap } from "./yaml/value.js";

/** A field that must be one of several words; null, with a report, for any other. */
export function choiceField<Word extends string>(
  reading: Reading,
  map: YamlMap | null,
  name: string,
  words: readonly Word[],
): Word | null {
  const value = fieldOf(map, name);
  const text = value && textOf(reading, value, name)?.value;
  if (value === null || text === null || text === undefined || text === "") return null;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const parameters = { field: name, text, expected: words, ...nearParameters(text, words) };
  mistake(reading, value, "manifest-bad-value", parameters);
  return null;
}

/** Warns of fields that are nearly called like one that there is; others may be of another version. */
export function warnOfMistypedFields(
  reading: Reading,
  map: YamlMap | null,
  known: readonly string[],
): void {
  for (const { key } of map?.entries ?? []) {
    const name = key.text;
    if (known.includes(name) || name.length > 60) continue;
    const near = nearest(name, known);
    if (near === null) continue;
    oddity(reading, key, "manifest-unknown-field", { field: name, nearest: near });
  }
}

/** The parameter `nearest`, where a known name is near. */
export function nearParameters(
  text: string,
  known: readonly string[],
): { readonly nearest?: string } {
  const near = text.length > 60 ? null : nearest(text, known);
  return near === null ? {} : { nearest: near };
}
