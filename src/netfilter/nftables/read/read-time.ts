import type { Cursor } from "./cursor.js";

const UNITS: readonly (readonly [string, number])[] = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
];

/** Reads `300s`, `3h`, `1d1h1m1s`, or plain seconds; null after a reported mistake. */
export function readSeconds(cursor: Cursor): number | null {
  const token = cursor.peek();
  const seconds = token?.kind === "word" ? secondsIn(token.text) : null;
  if (seconds === null) return cursor.mistake("nft-not-a-time");
  cursor.take();
  return seconds;
}

/** `3h`, `1d1h1m1s`, `4m59s996ms`: a time as nft prints it. */
export function printSeconds(seconds: number): string {
  let left = Math.round(seconds * 1000);
  let text = "";
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / (size * 1000));
    if (count > 0) text += `${count}${unit}`;
    left -= count * size * 1000;
  }
  return text === "" ? "0s" : text;
}

function secondsIn(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const parts =
    /^(?:(\d{1,5})d)?(?:(\d{1,7})h)?(?:(\d{1,8})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/.exec(text);
  if (text === "" || parts === null) return null;
  return UNITS.reduce((sum, [, size], index) => sum + Number(parts[index + 1] ?? 0) * size, 0);
}
