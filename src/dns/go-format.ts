import { isComposite } from "./dynamic-value.js";
import type { DynamicValue } from "./dynamic-value.js";

/** A value as Go's `%v` prints it; null for what is not simulated (go fmt/print.go, internal/fmtsort). */
export function formatGo(value: DynamicValue | undefined): string | null {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "number") return formatGoFloat(value);
  if (!isComposite(value)) return String(value);
  if (value.kind === "list") {
    const items = value.items.map(formatGo);
    return items.includes(null) ? null : `[${items.join(" ")}]`;
  }
  if (value.kind !== "map") return null;
  const keys = [...value.entries.keys()].sort();
  const entries = keys.map((key) => [key, formatGo(value.entries.get(key))] as const);
  if (entries.some(([, text]) => text === null)) return null;
  return `map[${entries.map(([key, text]) => `${key}:${text ?? ""}`).join(" ")}]`;
}

/** A float as Go's `%v` prints it: with an exponent below 1e-4 and from 1e6 on (go strconv/ftoa.go: formatDigits). */
export function formatGoFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // JavaScript writes what is between without an exponent, too.
  if (power >= -4 && power < 6) return String(value);
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}
