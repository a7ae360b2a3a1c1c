import { fieldOf, textField, wrongKind } from "../field.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000_000,
  m: 60_000_000,
  s: 1_000_000,
  ms: 1_000,
  us: 1,
  µs: 1,
  ns: 0.001,
};

/** A length of time as Go writes it (`1m30s`), in microseconds; null where nothing is said. */
export function readDuration(reading: Reading, map: YamlMap | null, name: string): number | null {
  const value = fieldOf(map, name);
  const text = textField(reading, map, name)?.value;
  if (value === null || text === undefined) return null;
  if (text === "0") return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) {
    wrongKind(reading, value, name, "30s");
    return null;
  }
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g)];
  const sum = parts.reduce(
    (all, [, count, unit]) => all + Number(count) * (UNITS[unit ?? ""] ?? 0),
    0,
  );
  return Math.round(sum);
}
