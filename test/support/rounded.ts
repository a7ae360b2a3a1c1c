/** A value with every number rounded to two digits, so that goldens differ only where a person would see it; in texts, only those of SVG paths. */
export function rounded(value: unknown): unknown {
  if (typeof value === "number") return Math.round(value * 100) / 100;
  if (typeof value === "string") return PATH.test(value) ? roundedPath(value) : value;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rounded(part)]));
}

// An address or a probability is no coordinate: only what begins like a path and holds nothing else is one.
const PATH = /^M[\s\d.,MLHVCSQTAZmlhvcsqtaz-]*$/;

function roundedPath(path: string): string {
  return path.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(rounded(Number(number))));
}
