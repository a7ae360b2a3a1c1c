/** A word of a template (go text/template/parse/lex.go: item). */
export interface TemplateToken {
  readonly kind: TokenKind;
  readonly text: string;
  /** In UTF-16 units, from the template's start. */
  readonly at: number;
  readonly line: number;
}

/** What a word is; `error` holds the lexer's complaint as its text. */
export type TokenKind =
  | "error"
  | "eof"
  | "text"
  | "left"
  | "right"
  | "space"
  | "identifier"
  | "keyword"
  | "field"
  | "variable"
  | "dot"
  | "nil"
  | "bool"
  | "number"
  | "character"
  | "string"
  | "raw-string"
  | "char"
  | "declare"
  | "assign"
  | "pipe"
  | "open"
  | "close";

/** A word as Go's messages name it. */
export function tokenName({ kind, text }: TemplateToken): string {
  if (kind === "eof") return "EOF";
  if (kind === "error") return text;
  if (kind === "keyword" || kind === "dot" || kind === "nil") return `<${text}>`;
  return text.length > 10
    ? `${JSON.stringify(Array.from(text).slice(0, 10).join(""))}...`
    : JSON.stringify(text);
}
