/** A value with every number rounded to two digits, so that goldens differ only where a person would see it. */
export function rounded(value: unknown): unknown {
  if (typeof value === "number") return Math.round(value * 100) / 100;
  if (typeof value === "string")
    return value.replace(/-?\d+\.\d{3,}/g, (number) => String(rounded(Number(number))));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rounded(part)]));
}
