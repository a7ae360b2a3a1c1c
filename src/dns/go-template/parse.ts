import { constantOf } from "./constant.js";
import { isFunction } from "./function.js";
import { lexTemplate } from "./lex.js";
import { operandText } from "./node.js";
import type { Command, ControlNode, Operand, Pipe, TemplateNode } from "./node.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import { tokenName } from "./token.js";
import type { TemplateToken, TokenKind } from "./token.js";

interface Parser {
  readonly name: string;
  readonly tokens: readonly TemplateToken[];
  at: number;
  variables: string[];
  /** How many loops are open. */
  loops: number;
  nesting: number;
}

/** How a list of pieces ended. */
type Ending = "end" | "else" | "else-if";

// More nested controls than this no template has that a person wrote.
const DEEPEST = 200;

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

/** Reads a template; throws a TemplateError or TemplateUnsupported (go text/template/parse/parse.go). */
export function parseTemplate(name: string, text: string): readonly TemplateNode[] {
  const tokens = lexTemplate(text);
  const parser: Parser = { name, tokens, at: 0, variables: ["$"], loops: 0, nesting: 0 };
  const { nodes, ending } = readList(parser, true);
  if (ending !== null) fail(parser, `unexpected {{${ending === "end" ? "end" : "else"}}}`);
  return nodes;
}

interface List {
  readonly nodes: readonly TemplateNode[];
  readonly ending: Ending | null;
}

function readList(parser: Parser, isOuter: boolean): List {
  const nodes: TemplateNode[] = [];
  while (peek(parser).kind !== "eof") {
    const token = next(parser);
    if (token.kind === "text") {
      nodes.push({ kind: "text", text: token.text });
      continue;
    }
    if (token.kind !== "left") unexpected(parser, token, "input");
    const ending = readEnding(parser);
    if (ending !== null) return { nodes, ending };
    nodes.push(...readAction(parser));
  }
  if (!isOuter) fail(parser, "unexpected EOF");
  return { nodes, ending: null };
}

function readEnding(parser: Parser): Ending | null {
  const token = peekWord(parser);
  if (token.kind !== "keyword" || (token.text !== "end" && token.text !== "else")) return null;
  nextWord(parser);
  if (token.text === "else" && peekWord(parser).text === "if") return "else-if";
  expect(parser, "right", token.text);
  return token.text;
}

function readAction(parser: Parser): readonly TemplateNode[] {
  const token = peekWord(parser);
  if (token.kind !== "keyword")
    return [{ kind: "action", pipe: readPipe(parser, "command", "right") }];
  nextWord(parser);
  switch (token.text) {
    case "if":
    case "with":
    case "range":
      return [readControl(parser, token.text)];
    case "break":
    case "continue":
      if (nextWord(parser).kind !== "right") fail(parser, `unexpected token in {{${token.text}}}`);
      if (parser.loops === 0) fail(parser, `{{${token.text}}} outside {{range}}`);
      return [{ kind: token.text }];
    default:
      throw new TemplateUnsupported(`{{${token.text}}}`);
  }
}

function readControl(parser: Parser, kind: ControlNode["kind"]): ControlNode {
  if (++parser.nesting > DEEPEST) throw new TemplateUnsupported("so many nested actions");
  const outer = parser.variables;
  parser.variables = [...outer];
  const pipe = readPipe(parser, kind, "right");
  if (kind === "range") parser.loops++;
  const { nodes: then, ending } = readList(parser, false);
  if (kind === "range") parser.loops--;
  let otherwise: readonly TemplateNode[] = [];
  if (ending === "else-if") {
    if (kind !== "if") unexpected(parser, nextWord(parser), "else");
    nextWord(parser);
    otherwise = [readControl(parser, "if")];
  } else if (ending === "else") {
    const rest = readList(parser, false);
    if (rest.ending !== "end") fail(parser, "expected end; found {{else}}");
    otherwise = rest.nodes;
  }
  parser.variables = outer;
  parser.nesting--;
  return { kind, pipe, then, otherwise };
}

function readPipe(parser: Parser, context: string, end: "right" | "close"): Pipe {
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

function expect(parser: Parser, kind: TokenKind, context: string): void {
  const token = nextWord(parser);
  if (token.kind !== kind) unexpected(parser, token, context);
}

function unexpected(parser: Parser, token: TemplateToken, context: string): never {
  if (token.kind === "error") return fail(parser, token.text);
  return fail(parser, `unexpected ${tokenName(token)} in ${context}`);
}

function fail(parser: Parser, text: string): never {
  const token = parser.tokens[Math.max(0, parser.at - 1)] ?? parser.tokens.at(-1);
  throw new TemplateError(`template: ${parser.name}:${token?.line ?? 1}: ${text}`);
}

function peek({ tokens, at }: Parser): TemplateToken {
  const token = tokens[at] ?? tokens.at(-1);
  if (token === undefined) throw new Error("a template has no end");
  return token;
}

function next(parser: Parser): TemplateToken {
  const token = peek(parser);
  if (parser.at < parser.tokens.length) parser.at++;
  return token;
}

function skipSpace(parser: Parser): void {
  while (peek(parser).kind === "space") next(parser);
}

function peekWord(parser: Parser): TemplateToken {
  skipSpace(parser);
  return peek(parser);
}

function nextWord(parser: Parser): TemplateToken {
  skipSpace(parser);
  return next(parser);
}
