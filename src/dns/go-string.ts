const SIMPLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const ESCAPE =
  /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/y;

/** The text that a constant in quotes stands for, as `strconv.Unquote` reads it; null where an escape is wrong. */
export function stringConstant(quoted: string): string | null {
  const inner = quoted.slice(1, -1);
  let value = "";
  for (let at = 0; at < inner.length;) {
    if (inner[at] !== "\\") {
      value += inner.charAt(at);
      at++;
      continue;
    }
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(inner);
    if (match === null) return null;
    const [whole, simple, hex2, hex4, hex8, octal] = match;
    const hex = hex2 ?? hex4 ?? hex8;
    const code = hex === undefined ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
    if (code > 0x10ffff) return null;
    value += simple === undefined ? String.fromCodePoint(code) : (SIMPLE[simple] ?? "");
    at += whole.length;
  }
  return value;
}
