import { quoteGo } from "../corefile/go-value.js";
import { ExpressionError, ExpressionUnsupported } from "./expression-error.js";
import type { ExpressionToken, TokenKind } from "./token.js";
import { unquote } from "./unquote.js";

interface Lexer {
  /** The text's code points. */
  readonly text: readonly string[];
  readonly tokens: ExpressionToken[];
  at: number;
}

const WORD_OPERATORS: ReadonlySet<string> = new Set(
  "not in or and matches contains startsWith endsWith let if else".split(" "),
);

const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;
const LETTER = /^[\p{L}\p{Nd}_$]$/u;
const DIGIT = /^[0-9]$/;

/** Whether a text can be a name (expr parser/utils/utils.go: IsValidIdentifier). */
export function isIdentifier(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u.test(text);
}

/** Splits an expression into words, the last of which is its end; throws what is wrong (expr parser/lexer). */
export function lexExpression(source: string): readonly ExpressionToken[] {
  const lexer: Lexer = { text: Array.from(source), tokens: [], at: 0 };
  while (lexer.at < lexer.text.length) lexWord(lexer);
  lexer.tokens.push({ kind: "EOF", value: "", at: Math.max(0, lexer.at - 1) });
  return lexer.tokens;
}

function lexWord(lexer: Lexer): void {
  const { text, at } = lexer;
  const first = text[at] ?? "";
  const second = text[at + 1] ?? "";
  if (SPACE.test(first)) lexer.at++;
  else if (first === "'" || first === '"') lexString(lexer, first);
  else if (first === "`") lexRawString(lexer);
  else if (/^[bB]$/.test(first) && /^['"]$/.test(second)) {
    throw new ExpressionUnsupported("a literal of bytes");
  } else if (DIGIT.test(first) || (first === "." && DIGIT.test(second))) lexNumber(lexer);
  else if (first === "/" && (second === "/" || second === "*")) skipComment(lexer, second);
  else if (first === "#") lexPointer(lexer);
  else if ("([{)]}".includes(first)) take(lexer, "Bracket", 1);
  else if (",;%+-^/".includes(first)) take(lexer, "Operator", 1);
  else if ("|:.".includes(first)) take(lexer, "Operator", second === first ? 2 : 1);
  else if (first === "?") take(lexer, "Operator", second === "." || second === "?" ? 2 : 1);
  else if ("&!=*<>".includes(first)) take(lexer, "Operator", /^[&=*]$/.test(second) ? 2 : 1);
  else if (LETTER.test(first)) lexName(lexer);
  else throw new ExpressionError(`unrecognized character: ${unicodeName(first)}`, at);
}

function take(lexer: Lexer, kind: TokenKind, length: number): void {
  const { text, tokens, at } = lexer;
  tokens.push({ kind, value: text.slice(at, at + length).join(""), at });
  lexer.at += length;
}

function lengthOf({ text }: Lexer, from: number, pattern: RegExp): number {
  let end = from;
  while (pattern.test(text[end] ?? "")) end++;
  return end - from;
}

function lexName(lexer: Lexer): void {
  const length = lengthOf(lexer, lexer.at, LETTER);
  const word = lexer.text.slice(lexer.at, lexer.at + length).join("");
  take(lexer, WORD_OPERATORS.has(word) ? "Operator" : "Identifier", length);
}

// `#`, `##`, and a name that stands at it.
function lexPointer(lexer: Lexer): void {
  take(lexer, "Operator", lexer.text[lexer.at + 1] === "#" ? 2 : 1);
  const length = lengthOf(lexer, lexer.at, LETTER);
  if (length > 0) take(lexer, "Identifier", length);
}

function lexNumber(lexer: Lexer): void {
  const { text, at } = lexer;
  const prefix = /^0[xXoObB]$/.exec((text[at] ?? "") + (text[at + 1] ?? ""))?.[0].toLowerCase();
  const digits = { "0x": /^[0-9a-fA-F_]$/, "0o": /^[0-7_]$/, "0b": /^[01_]$/ }[prefix ?? ""];
  const digit = digits ?? /^[0-9_]$/;
  let end = at + (prefix === undefined ? 0 : 2);
  end += lengthOf(lexer, end, digit);
  const isRange = text[end] === "." && text[end + 1] === ".";
  if (!isRange) {
    if (text[end] === ".") end += 1 + lengthOf(lexer, end + 1, digit);
    if (/^[eE]$/.test(text[end] ?? "")) {
      end += /^[+-]$/.test(text[end + 1] ?? "") ? 2 : 1;
      end += lengthOf(lexer, end, digit);
    }
    if (LETTER.test(text[end] ?? "")) {
      const word = text.slice(at, end + 1).join("");
      throw new ExpressionError(`bad number syntax: ${quoteGo(word)}`, end);
    }
  }
  take(lexer, "Number", end - at);
}

function skipComment(lexer: Lexer, second: string): void {
  const { text } = lexer;
  let end = lexer.at + 2;
  if (second === "/") {
    while (end < text.length && text[end] !== "\n") end++;
    lexer.at = Math.min(text.length, end + 1);
    return;
  }
  while (end < text.length && !(text[end] === "*" && text[end + 1] === "/")) end++;
  if (end >= text.length) throw new ExpressionError("unclosed comment", text.length);
  lexer.at = end + 2;
}

function lexString(lexer: Lexer, quote: string): void {
  const { text, at } = lexer;
  let end = at + 1;
  while (text[end] !== quote) {
    const character = text[end];
    if (character === undefined || character === "\n") {
      throw new ExpressionError("literal not terminated", end);
    }
    end = character === "\\" ? pastEscape(text, end + 1, quote) : end + 1;
  }
  const read = unquote(text.slice(at, end + 1).join(""));
  if ("error" in read) throw new ExpressionError(read.error, end);
  lexer.tokens.push({ kind: "String", value: read.value, at });
  lexer.at = end + 1;
}

const HEX = /^[0-9a-fA-F]$/;
const DIGITS_OF: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function pastEscape(text: readonly string[], at: number, quote: string): number {
  const escaped = text[at] ?? "";
  const digits = (from: number, count: number, pattern: RegExp): number => {
    for (let end = from; end < from + count; end++) {
      if (!pattern.test(text[end] ?? "")) throw new ExpressionError("invalid char escape", end);
    }
    return from + count;
  };
  if (escaped === quote || /^[abfnrtv\\]$/.test(escaped)) return at + 1;
  if (/^[0-7]$/.test(escaped)) return digits(at, 3, /^[0-7]$/);
  if (escaped === "u" && text[at + 1] === "{") {
    let end = at + 2;
    while (HEX.test(text[end] ?? "") && end < at + 8) end++;
    if (text[end] !== "}" || end === at + 2) {
      throw new ExpressionError("invalid char escape", end - 1);
    }
    return end + 1;
  }
  const count = Object.hasOwn(DIGITS_OF, escaped) ? DIGITS_OF[escaped] : undefined;
  if (count === undefined) throw new ExpressionError("invalid char escape", at);
  return digits(at + 1, count, HEX);
}

// Two back quotes stand for one.
function lexRawString(lexer: Lexer): void {
  const { text, at } = lexer;
  let value = "";
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] !== "`") value += text[end] ?? "";
    else if (text[end + 1] === "`") {
      value += "`";
      end++;
    } else {
      lexer.tokens.push({ kind: "String", value, at });
      lexer.at = end + 1;
      return;
    }
  }
  throw new ExpressionError("literal not terminated", text.length);
}

function unicodeName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return /^\p{C}$/u.test(character) ? `U+${code}` : `U+${code} '${character}'`;
}
