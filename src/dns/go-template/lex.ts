import type { TemplateToken, TokenKind } from "./token.js";

const KEYWORDS = [
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "range",
  "template",
  "with",
];

const WORD = /[\p{L}\p{Nd}_]*/uy;
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*)(?:\.[0-9_]*)?(?:[eEpP][+-]?[0-9_]*)?/y;
const STRING = /"(?:\\[^\n]|[^"\\\n])*"/y;
const CHARACTER = /'(?:\\[^\n]|[^'\\\n])*'/y;

interface Lexer {
  readonly text: string;
  readonly tokens: TemplateToken[];
  at: number;
  depth: number;
}

/** Splits a template into words; the last is its end or what is wrong with it (go text/template/parse/lex.go). */
export function lexTemplate(text: string): readonly TemplateToken[] {
  const lexer: Lexer = { text, tokens: [], at: 0, depth: 0 };
  while (lexer.at < text.length) {
    const error = lexText(lexer) ?? lexAction(lexer);
    if (error !== null) {
      add(lexer, "error", lexer.at, error);
      return lexer.tokens;
    }
  }
  add(lexer, "eof", text.length, "");
  return lexer.tokens;
}

// Plain text up to an action; `{{-` takes the white space before it along, a comment is nothing at all.
function lexText(lexer: Lexer): string | null {
  const { text } = lexer;
  for (;;) {
    const start = lexer.at;
    const found = text.indexOf("{{", start);
    const open = found === -1 ? text.length : found;
    const trims = /^\{\{-[ \t\r\n]/.test(text.slice(open, open + 4));
    const plain = text.slice(start, open);
    const kept = trims ? plain.replace(/[ \t\r\n]+$/, "") : plain;
    if (kept !== "") add(lexer, "text", start, kept);
    lexer.at = open;
    if (found === -1) return null;
    const inside = open + (trims ? 4 : 2);
    if (!text.startsWith("/*", inside)) return null;
    const end = text.indexOf("*/", inside + 2);
    if (end === -1) return "unclosed comment";
    const close = /^(?:[ \t\r\n]-)?\}\}/.exec(text.slice(end + 2));
    if (close === null) return "comment ends before closing delimiter";
    lexer.at = end + 2 + close[0].length;
    if (close[0].length > 2) skipSpace(lexer);
  }
}

function lexAction(lexer: Lexer): string | null {
  const { text } = lexer;
  if (lexer.at >= text.length) return null;
  add(lexer, "left", lexer.at, "{{");
  lexer.at += /^\{\{-[ \t\r\n]/.test(text.slice(lexer.at, lexer.at + 4)) ? 4 : 2;
  lexer.depth = 0;
  for (;;) {
    const close = /^(?:[ \t\r\n]-)?\}\}/.exec(text.slice(lexer.at, lexer.at + 4))?.[0];
    if (close !== undefined) {
      if (lexer.depth > 0) return "unclosed left paren";
      add(lexer, "right", lexer.at, "}}");
      lexer.at += close.length;
      if (close.length > 2) skipSpace(lexer);
      return null;
    }
    const error = lexInside(lexer);
    if (error !== null) return error;
  }
}

function lexInside(lexer: Lexer): string | null {
  const { text, at } = lexer;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const take = (kind: TokenKind, length: number): null => {
    add(lexer, kind, at, text.slice(at, at + length));
    lexer.at += length;
    return null;
  };
  if (at >= text.length) return "unclosed action";
  const space = /^[ \t\r\n]+/.exec(text.slice(at))?.[0];
  if (space !== undefined) {
    // A space before `-}}` belongs to the delimiter.
    const length = space.length - (text.startsWith("-}}", at + space.length) ? 1 : 0);
    return length === 0 ? null : take("space", length);
  }
  switch (character) {
    case "=":
      return take("assign", 1);
    case ":":
      return text[at + 1] === "=" ? take("declare", 2) : "expected :=";
    case "|":
      return take("pipe", 1);
    case "(":
      lexer.depth++;
      return take("open", 1);
    case ")":
      lexer.depth--;
      return lexer.depth < 0 ? "unexpected right paren U+0029 ')'" : take("close", 1);
    case '"':
      return quoted(STRING, "string", "unterminated quoted string");
    case "'":
      return quoted(CHARACTER, "character", "unterminated character constant");
    case "`": {
      const end = text.indexOf("`", at + 1);
      return end === -1 ? "unterminated raw quoted string" : take("raw-string", end + 1 - at);
    }
    case "$":
      return word("variable", 1);
    case ".":
      if (!/[0-9]/.test(text[at + 1] ?? "")) {
        return isEnd(text, at + 1) ? take("dot", 1) : word("field", 1);
      }
      return number();
    default:
      if (/[-+0-9]/.test(character)) return number();
      if (/[\p{L}\p{Nd}_]/u.test(character)) return word("identifier", 0);
      return /^[!-~]$/.test(character)
        ? take("char", 1)
        : `unrecognized character in action: ${unicodeName(character)}`;
  }

  function quoted(pattern: RegExp, kind: TokenKind, error: string): string | null {
    const length = lengthOf(pattern, text, at);
    return length === 0 ? error : take(kind, length);
  }

  function number(): string | null {
    const length = lengthOf(NUMBER, text, at);
    const next = text.slice(at + length, at + length + 1);
    if (!/^[\p{L}\p{Nd}_]/u.test(next)) return take("number", Math.max(1, length));
    return `bad number syntax: ${JSON.stringify(text.slice(at, at + length + 1))}`;
  }

  function word(kind: "variable" | "field" | "identifier", prefix: number): string | null {
    const length = prefix + lengthOf(WORD, text, at + prefix);
    if (!isEnd(text, at + length)) {
      return `bad character ${unicodeName(String.fromCodePoint(text.codePointAt(at + length) ?? 0))}`;
    }
    const found = text.slice(at, at + length);
    if (kind !== "identifier") return take(kind, length);
    if (found === "true" || found === "false") return take("bool", length);
    if (found === "nil") return take("nil", length);
    return take(KEYWORDS.includes(found) ? "keyword" : "identifier", length);
  }
}

function add({ text, tokens }: Lexer, kind: TokenKind, at: number, value: string): void {
  const line = 1 + (text.slice(0, at).match(/\n/g)?.length ?? 0);
  tokens.push({ kind, text: value, at, line });
}

function skipSpace(lexer: Lexer): void {
  lexer.at += /^[ \t\r\n]*/.exec(lexer.text.slice(lexer.at))?.[0].length ?? 0;
}

// Where a name may end.
function isEnd(text: string, at: number): boolean {
  return at >= text.length || /[ \t\r\n.,|:)(}]/.test(text.charAt(at));
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function unicodeName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} '${character}'`;
}
