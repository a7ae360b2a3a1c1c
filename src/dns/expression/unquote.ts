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
  "`": "`",
  "?": "?",
};

const ESCAPE =
  /\\(?:([abfnrtv\\'"`?])|[xX]([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/**
 * The text that a literal with its quotes stands for; an error where an escape is none (expr parser/lexer/utils.go:
 * unescape).
 */
export function unquote(quoted: string): { readonly value: string } | { readonly error: string } {
  const inner = quoted.replace(/\r\n?/g, "\n").slice(1, -1);
  let value = "";
  for (let at = 0; at < inner.length;) {
    if (inner[at] !== "\\") {
      value += inner.charAt(at);
      at++;
      continue;
    }
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(inner);
    if (match === null) {
      const octal = /^[0-3]/.test(inner.slice(at + 1)) ? "octal sequence in " : "";
      return { error: `unable to unescape ${octal}string` };
    }
    const [whole, simple, hex2, hexAny, hex4, hex8, octal = "0"] = match;
    const hex = hex2 ?? hexAny ?? hex4 ?? hex8;
    const code = hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex, 16);
    if (code > 0x10ffff) return { error: "unable to unescape string" };
    value += simple === undefined ? runeText(code) : (SIMPLE[simple] ?? "");
    at += whole.length;
  }
  return { value };
}

// Go writes half of a surrogate pair as the sign for what cannot be written.
function runeText(code: number): string {
  return code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code);
}
