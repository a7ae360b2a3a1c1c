/** A piece of nft's text: a word, a quoted text, a sign, or the end of a line. */
export interface Token {
  readonly kind: "word" | "text" | "sign" | "line-end";
  /** Without the quotes of a quoted text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SIGNS = new Set(["{", "}", ";", ","]);
const END_OF_WORD = /[\s{};,"]/;

/** The pieces of a text, in order; comments are left out, and a line that ends in a backslash goes on. */
export function* tokensOf(text: string): Generator<Token, void, undefined> {
  const length = text.length;
  let at = 0;
  while (at < length) {
    const sign = text.charAt(at);
    if (sign === "\n") yield { kind: "line-end", text: sign, start: at, end: ++at };
    else if (sign === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3)))
      at = text.indexOf("\n", at) + 1;
    else if (sign === " " || sign === "\t" || sign === "\r") at++;
    else if (sign === "#") at = endOf(text, "\n", at);
    else if (sign === '"') {
      // A quoted text ends with its line at the latest, so that one forgotten quote does not swallow all.
      const line = endOf(text, "\n", at);
      const close = text.indexOf('"', at + 1);
      const end = close === -1 || close > line ? line : close + 1;
      const isClosed = end === close + 1;
      yield { kind: "text", text: text.slice(at + 1, isClosed ? close : end), start: at, end };
      at = end;
    } else if (SIGNS.has(sign)) yield { kind: "sign", text: sign, start: at, end: ++at };
    else {
      const start = at;
      while (at < length && !END_OF_WORD.test(text.charAt(at))) at++;
      // Something that no word is made of stands for itself.
      if (at === start) at++;
      yield { kind: "word", text: text.slice(start, at), start, end: at };
    }
  }
}

function endOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? text.length : found;
}
