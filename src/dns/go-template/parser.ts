import { TemplateError } from "./template-error.js";
import { tokenName } from "./token.js";
import type { TemplateToken, TokenKind } from "./token.js";

/** A reading of a template's words. */
export interface Parser {
  readonly name: string;
  readonly tokens: readonly TemplateToken[];
  at: number;
  variables: string[];
  /** How many loops are open. */
  loops: number;
  nesting: number;
}

/** The next word, a space included. */
export function peek({ tokens, at }: Parser): TemplateToken {
  const token = tokens[at] ?? tokens.at(-1);
  if (token === undefined) throw new Error("a template has no end");
  return token;
}

/** Takes the next word, a space included. */
export function next(parser: Parser): TemplateToken {
  const token = peek(parser);
  if (parser.at < parser.tokens.length) parser.at++;
  return token;
}

/** Goes past white space. */
export function skipSpace(parser: Parser): void {
  while (peek(parser).kind === "space") next(parser);
}

/** The next word after white space. */
export function peekWord(parser: Parser): TemplateToken {
  skipSpace(parser);
  return peek(parser);
}

/** Takes the next word after white space. */
export function nextWord(parser: Parser): TemplateToken {
  skipSpace(parser);
  return next(parser);
}

/** Takes a word that must stand there. */
export function expect(
  parser: Parser,
  kinds: readonly TokenKind[],
  context: string,
): TemplateToken {
  const token = nextWord(parser);
  return kinds.includes(token.kind) ? token : unexpected(parser, token, context);
}

/** Complains of a word. */
export function unexpected(parser: Parser, token: TemplateToken, context: string): never {
  if (token.kind === "error") return fail(parser, token.text);
  return fail(parser, `unexpected ${tokenName(token)} in ${context}`);
}

/** Complains at the word that was taken last. */
export function fail(parser: Parser, text: string): never {
  const token = parser.tokens[Math.max(0, parser.at - 1)] ?? parser.tokens.at(-1);
  throw new TemplateError(`template: ${parser.name}:${token?.line ?? 1}: ${text}`);
}
