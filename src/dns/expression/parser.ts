import { quoteGo } from "../corefile/go-value.js";
import { ExpressionError, ExpressionUnsupported } from "./expression-error.js";
import type { ExpressionNode } from "./node.js";
import type { ExpressionToken, TokenKind } from "./token.js";

/** A reading of an expression's words. */
export interface Parser {
  readonly tokens: readonly ExpressionToken[];
  /** The next word. */
  place: number;
  /** How many predicates are open. */
  predicates: number;
  /** How many expressions are open. */
  nesting: number;
  /** The names that stand for something in the query's surroundings, even where the language has a function of the name. */
  readonly overridden: (name: string) => boolean;
  /** Reads an expression whose operators bind at least so strongly. */
  readonly expression: (precedence: number) => ExpressionNode;
  /** Reads expressions with semicolons between them. */
  readonly sequence: () => ExpressionNode;
}

// No expression that a person wrote is longer or deeper.
const MOST_TOKENS = 2000;
const DEEPEST = 150;

/** Throws where an expression is longer than what is read. */
export function limitLength(tokens: readonly ExpressionToken[]): void {
  if (tokens.length > MOST_TOKENS) throw new ExpressionUnsupported("an expression so long");
}

/** Does some reading one level further in. */
export function nested<Value>(parser: Parser, read: () => Value): Value {
  if (++parser.nesting > DEEPEST) throw new ExpressionUnsupported("an expression so deep");
  const value = read();
  parser.nesting--;
  return value;
}

/** The next word. */
export function peek({ tokens, place }: Parser): ExpressionToken {
  const token = tokens[place] ?? tokens.at(-1);
  if (token === undefined) throw new Error("an expression has no end");
  return token;
}

/** Takes the next word; the end stays. */
export function next(parser: Parser): ExpressionToken {
  const token = peek(parser);
  if (parser.place >= parser.tokens.length) fail(parser, "unexpected end of expression");
  parser.place++;
  return token;
}

/** Whether the next word is of a kind, and says something. */
export function isNext(parser: Parser, kind: TokenKind, value?: string): boolean {
  const token = peek(parser);
  return token.kind === kind && (value === undefined || token.value === value);
}

/** Takes a word that must stand there. */
export function expect(parser: Parser, kind: TokenKind, value?: string): ExpressionToken {
  if (!isNext(parser, kind, value)) unexpected(parser);
  return next(parser);
}

/** Complains of the next word. */
export function unexpected(parser: Parser): never {
  return fail(parser, `unexpected token ${tokenText(peek(parser))}`);
}

/** Complains at the next word. */
export function fail(parser: Parser, message: string): never {
  throw new ExpressionError(message, peek(parser).at);
}

/** A word as expr's messages name it (expr parser/lexer/token.go: String). */
export function tokenText({ kind, value }: ExpressionToken): string {
  return value === "" ? kind : `${kind}(${quoteGo(value)})`;
}
