import { labelBytes, labelText } from "./dns-name.js";

/** The words of a record's data: `"…"` is one, its quotes kept. */
export function wordsOf(data: string): readonly string[] {
  return data.match(/"(?:\\[^]|[^"\\])*"?|(?:\\[^]|[^\s"\\])+/g) ?? [];
}

/** The bytes of a character string in its presentation form, quoted or not. */
export function stringBytes(word: string): readonly number[] {
  const inner = word.startsWith('"') ? word.slice(1, word.endsWith('"') ? -1 : undefined) : word;
  return labelBytes(inner) ?? [];
}

/** A character string in quotes, with `"` and `\` escaped and what cannot be printed as `\DDD`. */
export function quotedText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte <= 0x7e) text += String.fromCharCode(byte);
    else text += labelText(Uint8Array.of(byte));
  }
  return `"${text}"`;
}
