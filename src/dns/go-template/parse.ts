import { constantOf } from "./constant.js";
import { lexTemplate } from "./lex.js";
import type { ControlNode, TemplateNode } from "./node.js";
import { DEEPEST, readPipe } from "./parse-pipe.js";
import { expect, fail, next, nextWord, peek, peekWord, unexpected } from "./parser.js";
import type { Parser } from "./parser.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";

/** The templates of a text by their names: its own, and those that it defines. */
export type TemplateSet = ReadonlyMap<string, readonly TemplateNode[]>;

/** Reads a template; throws a TemplateError or TemplateUnsupported (go text/template/parse/parse.go). */
export function parseTemplate(name: string, text: string): TemplateSet {
  const tokens = lexTemplate(text);
  const parser: Parser = { name, tokens, at: 0, variables: ["$"], loops: 0, nesting: 0 };
  const set = new Map<string, readonly TemplateNode[]>();
  const { nodes, ending } = readList(parser, set, true);
  if (ending !== null) fail(parser, `unexpected {{${ending === "end" ? "end" : "else"}}}`);
  define(parser, set, name, nodes);
  return set;
}

/** How a list of pieces ended. */
type Ending = "end" | "else" | "else-if" | "else-with";

interface List {
  readonly nodes: readonly TemplateNode[];
  readonly ending: Ending | null;
}

type Definitions = Map<string, readonly TemplateNode[]>;

function readList(parser: Parser, set: Definitions, isOuter: boolean): List {
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
    if (isOuter && peekWord(parser).kind === "keyword" && peekWord(parser).text === "define") {
      readDefinition(parser, set);
    } else nodes.push(readAction(parser, set));
  }
  if (!isOuter) fail(parser, "unexpected EOF");
  return { nodes, ending: null };
}

function readEnding(parser: Parser): Ending | null {
  const token = peekWord(parser);
  if (token.kind !== "keyword" || (token.text !== "end" && token.text !== "else")) return null;
  nextWord(parser);
  const after = peekWord(parser);
  if (token.text === "else" && after.kind === "keyword") {
    if (after.text === "if") return "else-if";
    if (after.text === "with") return "else-with";
  }
  expect(parser, ["right"], token.text);
  return token.text;
}

function readAction(parser: Parser, set: Definitions): TemplateNode {
  const token = peekWord(parser);
  if (token.kind !== "keyword") {
    return { kind: "action", pipe: readPipe(parser, "command", "right") };
  }
  nextWord(parser);
  switch (token.text) {
    case "if":
    case "with":
    case "range":
      return readControl(parser, set, token.text);
    case "break":
    case "continue":
      if (nextWord(parser).kind !== "right") fail(parser, `unexpected token in {{${token.text}}}`);
      if (parser.loops === 0) fail(parser, `{{${token.text}}} outside {{range}}`);
      return { kind: token.text };
    case "template":
      return readCall(parser);
    case "block":
      return readBlock(parser, set);
    default:
      return unexpected(parser, token, "command");
  }
}

function readControl(parser: Parser, set: Definitions, kind: ControlNode["kind"]): ControlNode {
  if (++parser.nesting > DEEPEST) throw new TemplateUnsupported("so many nested actions");
  const outer = parser.variables;
  parser.variables = [...outer];
  const pipe = readPipe(parser, kind, "right");
  if (kind === "range") parser.loops++;
  const { nodes: then, ending } = readList(parser, set, false);
  if (kind === "range") parser.loops--;
  let otherwise: readonly TemplateNode[] = [];
  if ((ending === "else-if" && kind === "if") || (ending === "else-with" && kind === "with")) {
    nextWord(parser);
    otherwise = [readControl(parser, set, kind)];
  } else if (ending !== "end") {
    if (ending !== "else") unexpected(parser, nextWord(parser), "else");
    const rest = readList(parser, set, false);
    if (rest.ending !== "end") fail(parser, "expected end; found {{else}}");
    otherwise = rest.nodes;
  }
  parser.variables = outer;
  parser.nesting--;
  return { kind, pipe, then, otherwise };
}

interface Name {
  readonly name: string;
  readonly at: number;
}

function readName(parser: Parser, context: string): Name {
  const token = expect(parser, ["string", "raw-string"], context);
  const name = constantOf(token);
  if (typeof name !== "string") fail(parser, `unexpected ${token.text} in ${context}`);
  return { name, at: token.at };
}

// `{{template "x" pipeline}}`.
function readCall(parser: Parser): TemplateNode {
  const { name, at } = readName(parser, "template clause");
  if (peekWord(parser).kind === "right") {
    nextWord(parser);
    return { kind: "template", at, name, pipe: null };
  }
  return { kind: "template", at, name, pipe: readPipe(parser, "template clause", "right") };
}

// `{{block "x" pipeline}}…{{end}}` defines a template and fills it in.
function readBlock(parser: Parser, set: Definitions): TemplateNode {
  const { name, at } = readName(parser, "block clause");
  const pipe = readPipe(parser, "block clause", "right");
  readBody(parser, set, name, "block clause");
  return { kind: "template", at, name, pipe };
}

function readDefinition(parser: Parser, set: Definitions): void {
  nextWord(parser);
  const { name } = readName(parser, "define clause");
  expect(parser, ["right"], "define clause");
  readBody(parser, set, name, "define clause");
}

function readBody(parser: Parser, set: Definitions, name: string, context: string): void {
  if (++parser.nesting > DEEPEST) throw new TemplateUnsupported("so many nested actions");
  const { variables, loops } = parser;
  parser.variables = ["$"];
  parser.loops = 0;
  const { nodes, ending } = readList(parser, set, false);
  if (ending !== "end") fail(parser, `unexpected {{else}} in ${context}`);
  define(parser, set, name, nodes);
  parser.variables = variables;
  parser.loops = loops;
  parser.nesting--;
}

// What is empty may be defined once more (parse.go: add).
function define(
  parser: Parser,
  set: Definitions,
  name: string,
  nodes: readonly TemplateNode[],
): void {
  const known = set.get(name);
  if (known === undefined || isEmpty(known)) set.set(name, nodes);
  else if (!isEmpty(nodes)) {
    throw new TemplateError(
      `template: ${parser.name}:1: template: multiple definition of template ${JSON.stringify(name)}`,
    );
  }
}

function isEmpty(nodes: readonly TemplateNode[]): boolean {
  return nodes.every((node) => node.kind === "text" && node.text.trim() === "");
}
