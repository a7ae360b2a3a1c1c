const SIMPLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * A text whose escapes are replaced, or the place of the first that is none. `escape` is sticky; its first group is a
 * character that stands for another or itself, its last one octal digits, the others hexadecimal ones.
 */
export function unescaped(
  text: string,
  escape: RegExp,
  runeText: (code: number) => string | null,
): string | { readonly wrongAt: number } {
  let value = "";
  for (let at = 0; at < text.length;) {
    if (text[at] !== "\\") {
      value += text.charAt(at);
      at++;
      continue;
    }
    escape.lastIndex = at;
    const match = escape.exec(text);
    if (match === null) return { wrongAt: at };
    const [whole, simple, ...digits] = match as (string | undefined)[];
    const octal = digits.pop();
    const hex = digits.find((one) => one !== undefined) ?? "";
    const code = octal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal, 8);
    const written = simple === undefined ? runeText(code) : (SIMPLE[simple] ?? simple);
    if (written === null) return { wrongAt: at };
    value += written;
    at += whole?.length ?? 1;
  }
  return value;
}

const ESCAPE =
  /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/** The text that a constant in quotes stands for, as `strconv.Unquote` reads it; null where an escape is wrong. */
export function stringConstant(quoted: string): string | null {
  const value = unescaped(quoted.slice(1, -1), ESCAPE, (code) =>
    isSurrogate(code) || code > 0x10ffff ? null : String.fromCodePoint(code),
  );
  return typeof value === "string" ? value : null;
}

/** Whether a number is half of a pair that stands for one character, and so is no character itself. */
export function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
