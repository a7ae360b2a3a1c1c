import { isSurrogate, unescaped } from "../go-string.js";

const ESCAPE =
  /\\(?:([abfnrtv\\'"`?])|[xX]([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/**
 * The text that a literal with its quotes stands for; an error where an escape is none (expr parser/lexer/utils.go:
 * unescape).
 */
export function unquote(quoted: string): { readonly value: string } | { readonly error: string } {
  const inner = quoted.replace(/\r\n?/g, "\n").slice(1, -1);
  const value = unescaped(inner, ESCAPE, runeText);
  if (typeof value === "string") return { value };
  const octal = /^[0-3]/.test(inner.slice(value.wrongAt + 1)) ? "octal sequence in " : "";
  return { error: `unable to unescape ${octal}string` };
}

// Go writes half of a surrogate pair as the sign for what cannot be written.
function runeText(code: number): string | null {
  if (code > 0x10ffff) return null;
  return isSurrogate(code) ? "\ufffd" : String.fromCodePoint(code);
}
