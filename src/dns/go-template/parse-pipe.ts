import { constantOf } from "./constant.js";
import { isFunction } from "./function.js";
import { operandText } from "./node.js";
import type { Command, Operand, Pipe } from "./node.js";
import { fail, next, nextWord, peek, peekWord, skipSpace, unexpected } from "./parser.js";
import type { Parser } from "./parser.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import type { TemplateToken, TokenKind } from "./token.js";

/** More nested actions than this no template has that a person wrote. */
export const DEEPEST = 200;

const VALUES: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "bool",
  "character",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "raw-string",
  "string",
  "variable",
  "open",
]);

/** Reads a pipeline up to its end (go text/template/parse/parse.go: pipeline). */
export function readPipe(parser: Parser, context: string, end: "right" | "close"): Pipe {
  const { at } = peekWord(parser);
  const { variables, assigns } = readVariables(parser, context);
  const commands: Command[] = [];
  for (;;) {
    const token = peekWord(parser);
    if (token.kind === end) {
      nextWord(parser);
      break;
    }
    if (!VALUES.has(token.kind)) unexpected(parser, nextWord(parser), context);
    commands.push(readCommand(parser));
  }
  if (commands.length === 0) fail(parser, `missing value for ${context}`);
  for (const [index, { words }] of commands.entries()) {
    const first = words[0]?.kind;
    const isValue = first === "constant" || first === "dot" || first === "nil";
    if (index > 0 && isValue) fail(parser, `non executable command in pipeline stage ${index + 1}`);
  }
  return { kind: "pipe", at, variables, assigns, commands };
}

function readVariables(
  parser: Parser,
  context: string,
): { readonly variables: readonly string[]; readonly assigns: boolean } {
  const variables: string[] = [];
  while (peekWord(parser).kind === "variable") {
    const before = parser.at;
    const { text } = nextWord(parser);
    const sign = peekWord(parser);
    const isComma = sign.kind === "char" && sign.text === ",";
    if (!isComma && sign.kind !== "declare" && sign.kind !== "assign") {
      parser.at = before;
      break;
    }
    nextWord(parser);
    variables.push(text);
    if (!isComma) {
      parser.variables.push(...variables);
      return { variables, assigns: sign.kind === "assign" };
    }
    if (context !== "range" || variables.length > 1) {
      fail(parser, `too many declarations in ${context}`);
    }
    if (peekWord(parser).kind !== "variable") fail(parser, "range can only initialize variables");
  }
  return { variables: [], assigns: false };
}

function readCommand(parser: Parser): Command {
  const { at } = peekWord(parser);
  const words: Operand[] = [];
  for (;;) {
    skipSpace(parser);
    const operand = readOperand(parser);
    if (operand !== null) words.push(operand);
    const token = peek(parser);
    if (token.kind === "space") next(parser);
    else if (token.kind === "right" || token.kind === "close") break;
    else if (token.kind === "pipe") {
      next(parser);
      if (!VALUES.has(peekWord(parser).kind)) {
        if (peekWord(parser).kind === "right") fail(parser, "missing value for command");
      }
      break;
    } else unexpected(parser, next(parser), "operand");
  }
  if (words.length === 0) fail(parser, "empty command");
  return { kind: "command", at, words };
}

function readOperand(parser: Parser): Operand | null {
  const term = readTerm(parser);
  if (term === null || peek(parser).kind !== "field") return term;
  const path: string[] = [];
  while (peek(parser).kind === "field") path.push(next(parser).text.slice(1));
  switch (term.kind) {
    case "field":
    case "variable":
      return { ...term, path: [...term.path, ...path] };
    case "constant":
    case "nil":
    case "dot":
      return fail(parser, `unexpected . after term ${JSON.stringify(operandText(term))}`);
    case "chain":
    case "function":
    case "pipeline":
      return { kind: "chain", at: term.at, of: term, path };
  }
}

function readTerm(parser: Parser): Operand | null {
  const token = peek(parser);
  const { at, text } = token;
  if (!VALUES.has(token.kind) && token.kind !== "error") return null;
  next(parser);
  const { kind } = token;
  if (kind === "error") return fail(parser, text);
  if (kind === "identifier") {
    if (!isFunction(text)) fail(parser, `function ${JSON.stringify(text)} not defined`);
    return { kind: "function", name: text, at };
  }
  if (kind === "dot" || kind === "nil") return { kind, at };
  if (kind === "variable") {
    if (!parser.variables.includes(text)) {
      fail(parser, `undefined variable ${JSON.stringify(text)}`);
    }
    return { kind: "variable", path: [text], at };
  }
  if (kind === "field") return { kind: "field", path: [text.slice(1)], at };
  if (kind !== "open") {
    return { kind: "constant", text, value: constantIn(parser, token), at };
  }
  if (++parser.nesting > DEEPEST) throw new TemplateUnsupported("so many nested parentheses");
  return { kind: "pipeline", pipe: closing(parser), at };
}

function closing(parser: Parser): Pipe {
  const pipe = readPipe(parser, "parenthesized pipeline", "close");
  parser.nesting--;
  return pipe;
}

function constantIn(parser: Parser, token: TemplateToken): ReturnType<typeof constantOf> {
  try {
    return constantOf(token);
  } catch (error) {
    return error instanceof TemplateError ? fail(parser, error.message) : constantOf(token);
  }
}
