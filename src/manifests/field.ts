import type { Said } from "../cluster/declaration.js";
import { mistake, spanOf } from "./reading.js";
import type { Reading } from "./reading.js";
import { resolvePlain } from "./yaml/resolve-plain.js";
import type { Plain } from "./yaml/resolve-plain.js";
import type { YamlMap, YamlScalar, YamlValue } from "./yaml/value.js";

/** A field that is not there, or says nothing. */
export type Missing = null;

/** What a scalar says. */
export function plainOf(scalar: YamlScalar): Plain {
  return scalar.isPlain ? resolvePlain(scalar.text) : scalar.text;
}

/** A field's value; null where it is not there or says `null`. Of a name that stands twice, the last counts, as in kubectl. */
export function fieldOf(map: YamlMap | null, name: string): YamlValue | Missing {
  if (map === null) return null;
  for (let index = map.entries.length - 1; index >= 0; index--) {
    const entry = map.entries[index];
    if (entry?.key.text === name) return isNothing(entry.value) ? null : entry.value;
  }
  return null;
}

/** A field that must hold other fields; null where it is not there. */
export function mapField(reading: Reading, map: YamlMap | null, name: string): YamlMap | Missing {
  const value = fieldOf(map, name);
  if (value === null || value.kind === "map") return value;
  wrongKind(reading, value, name, "{ }");
  return null;
}

/** The items of a field that must be a list; none where it is not there. */
export function listField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
): readonly YamlValue[] {
  const value = fieldOf(map, name);
  if (value === null) return [];
  if (value.kind === "list") return value.items.filter((item) => !isNothing(item));
  wrongKind(reading, value, name, "[ ]");
  return [];
}

/** The items of a list that must hold fields themselves. */
export function mapsField(reading: Reading, map: YamlMap | null, name: string): readonly YamlMap[] {
  return listField(reading, map, name).flatMap((item) => {
    if (item.kind === "map") return [item];
    wrongKind(reading, item, name, "{ }");
    return [];
  });
}

/** A text field with its place. */
export function textField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
): Said<string> | Missing {
  const value = fieldOf(map, name);
  return value === null ? null : textOf(reading, value, name);
}

/** The texts of a list. */
export function textsField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
): readonly (Said<string> & { readonly at: YamlValue })[] {
  return listField(reading, map, name).flatMap((item) => {
    const said = textOf(reading, item, name);
    return said === null ? [] : [{ ...said, at: item }];
  });
}

/** A value as text; a number or a truth value is one to the reader, though not to Kubernetes. */
export function textOf(reading: Reading, value: YamlValue, name: string): Said<string> | Missing {
  if (value.kind !== "scalar") {
    wrongKind(reading, value, name, '"…"');
    return null;
  }
  const plain = plainOf(value);
  if (plain === null) return null;
  if (typeof plain !== "string")
    mistake(reading, value, "manifest-not-text", { field: name, nearest: `"${value.text}"` });
  // As sigs.k8s.io/yaml fills a text field: a truth value by its name, a number as it counts.
  return { value: String(plain), span: spanOf(reading, value) };
}

/** A whole number field with its place. */
export function wholeField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
): Said<number> | Missing {
  const value = fieldOf(map, name);
  if (value === null) return null;
  const plain = value.kind === "scalar" ? plainOf(value) : null;
  if (typeof plain === "number" && Number.isSafeInteger(plain))
    return { value: plain, span: spanOf(reading, value) };
  wrongKind(reading, value, name, "1");
  return null;
}

/** A whole number that must lie in a range; null, with a report, for any other. */
export function countField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | Missing {
  const said = wholeField(reading, map, name)?.value ?? null;
  const value = fieldOf(map, name);
  if (said === null || value === null || (said >= min && said <= max)) return said;
  const parameters = { field: name, text: String(said), expected: [`${min}–${max}`] };
  mistake(reading, value, "manifest-bad-value", parameters);
  return null;
}

/** A field that says yes or no. */
export function flagField(reading: Reading, map: YamlMap | null, name: string): boolean | Missing {
  const value = fieldOf(map, name);
  if (value === null) return null;
  const plain = value.kind === "scalar" ? plainOf(value) : null;
  if (typeof plain === "boolean") return plain;
  wrongKind(reading, value, name, "true | false");
  return null;
}

/** Texts by their names: labels, selectors. */
export function labelsField(
  reading: Reading,
  map: YamlMap | null,
  name: string,
): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const { key, value } of mapField(reading, map, name)?.entries ?? []) {
    const said = textOf(reading, value, `${name}.${key.text}`);
    // A label named like a part of every object must still be one.
    Object.defineProperty(labels, key.text, {
      value: said?.value ?? "",
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return labels;
}

/** Reports a value of another kind than its field has. */
export function wrongKind(reading: Reading, value: YamlValue, field: string, sample: string): void {
  mistake(reading, value, "manifest-wrong-kind", { field, expected: [sample] });
}

function isNothing(value: YamlValue): boolean {
  return value.kind === "scalar" && value.isPlain && resolvePlain(value.text) === null;
}
