/** A word of an expression (expr parser/lexer/token.go); `at` is where it begins, in code points. */
export interface ExpressionToken {
  readonly kind: TokenKind;
  /** What it says: of a text in quotes, its value. */
  readonly value: string;
  readonly at: number;
}

/** What a word is, as expr's messages call it. */
export type TokenKind = "Identifier" | "Number" | "String" | "Operator" | "Bracket" | "EOF";
