/** A first and a last number. */
export type NumberRange = readonly [number, number];

/** Reads `5`, `5:9`, `:9`, `5:` (or with another sign between); null where a number is none or beyond the limit. */
export function parseRange(text: string, limit: number, separator = ":"): NumberRange | null {
  const parts = text.split(separator);
  const [first = "", last = first] = parts;
  if (parts.length > 2 || !/^\d{0,10}$/.test(first) || !/^\d{0,10}$/.test(last)) return null;
  if (parts.length === 1 && first === "") return null;
  const range = [first === "" ? 0 : Number(first), last === "" ? limit : Number(last)] as const;
  return range[0] <= limit && range[1] <= limit ? range : null;
}

/** `5`, `5:9`. */
export function printRange([first, last]: NumberRange, separator = ":"): string {
  return first === last ? String(first) : `${first}${separator}${last}`;
}

/** Whether a number lies between the two. */
export function isWithin([first, last]: NumberRange, number: number): boolean {
  return number >= first && number <= last;
}
