import type { Directive, Token } from "./corefile.js";
import { advance, current, currentText, isLineStart } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { fillEnvironment } from "./environment.js";
import { expandImport, findSelfImport, noExpansions } from "./import.js";
import type { Expansions } from "./import.js";
import type { Host } from "../host.js";
import { parsingMistake, syntaxMistake } from "./mistake.js";
import type { Mistake } from "./mistake.js";

/** A server block as written, its keys not yet looked at. */
export interface WrittenBlock {
  readonly keys: readonly string[];
  readonly keyTokens: readonly Token[];
  readonly directives: readonly Directive[];
}

/** What the blocks are read with. */
export interface ParseOptions {
  readonly host: Host;
  /** The names that a directive may have; null for any. */
  readonly directives: ReadonlySet<string> | null;
}

/** The blocks, and what is wrong: the first mistake is the one that CoreDNS would stop at. */
export interface ParsedBlocks {
  readonly blocks: readonly WrittenBlock[];
  readonly mistakes: readonly Mistake[];
}

interface Parser extends Cursor, ParseOptions, Expansions {
  readonly mistakes: Mistake[];
}

interface OpenBlock {
  readonly keys: string[];
  readonly keyTokens: Token[];
  readonly directives: Map<string, Token[]>;
}

/** Groups a Corefile's words into server blocks and directives (coredns/caddy caddyfile/parse.go). */
export function parseBlocks(tokens: readonly Token[], options: ParseOptions): ParsedBlocks {
  const parser: Parser = { ...options, ...noExpansions(), tokens, at: -1, mistakes: [] };
  const blocks: WrittenBlock[] = [];
  while (advance(parser)) {
    const block: OpenBlock = { keys: [], keyTokens: [], directives: new Map() };
    const mistake = parseBlock(parser, block);
    if (block.keys.length > 0 && (mistake === null || block.directives.size > 0)) {
      const { keys, keyTokens } = block;
      const directives = [...block.directives].map(([name, list]) => ({ name, tokens: list }));
      blocks.push({ keys, keyTokens, directives });
    }
    // Where a block's bounds are lost, what follows it would only be guessed.
    if (mistake !== null) return { blocks, mistakes: [...parser.mistakes, mistake] };
  }
  return { blocks, mistakes: parser.mistakes };
}

function parseBlock(parser: Parser, block: OpenBlock): Mistake | null {
  const keys = parseKeys(parser, block);
  if (keys !== "more") return keys;
  const [first = ""] = block.keys;
  if (block.keys.length === 1 && first.startsWith("(") && first.endsWith(")")) {
    block.keys.length = 0;
    return parseSnippet(parser, first.slice(1, -1));
  }
  const braced = currentText(parser) === "{";
  // The keys' line was left with the first directive at the cursor.
  if (!braced) parser.at--;
  const mistake = parseDirectives(parser, block);
  if (mistake !== null) return mistake;
  return braced && currentText(parser) !== "}" ? syntaxMistake(current(parser), "}") : null;
}

// "more" where a body follows, null at the end of the file.
function parseKeys(parser: Parser, block: OpenBlock): Mistake | "more" | null {
  let expectsAnother = false;
  for (;;) {
    const token = current(parser);
    let text = fillEnvironment(currentText(parser), parser.host.environment);
    if (text === "import" && isLineStart(parser)) {
      const mistake = expandImport(parser, parser, parser.host);
      if (mistake !== null) return mistake;
      continue;
    }
    if (text === "{") {
      if (!expectsAnother) return "more";
      const reason = `Expected another address but had '${text}' - check for extra comma`;
      return parsingMistake(token, reason);
    }
    if (text !== "" && token !== null) {
      expectsAnother = text.endsWith(",");
      if (expectsAnother) text = text.slice(0, -1);
      block.keys.push(text);
      block.keyTokens.push(token);
    }
    const hasNext = advance(parser);
    if (!hasNext) return expectsAnother ? parsingMistake(current(parser), "Unexpected EOF") : null;
    if (!expectsAnother && isLineStart(parser)) return "more";
  }
}

function parseSnippet(parser: Parser, name: string): Mistake | null {
  if (parser.snippets.has(name)) {
    const reason = `redeclaration of previously declared snippet ${name}`;
    return parsingMistake(current(parser), reason);
  }
  if (currentText(parser) !== "{") return syntaxMistake(current(parser), "{");
  const tokens: Token[] = [];
  let depth = 1;
  while (depth > 0 && advance(parser)) {
    const text = currentText(parser);
    if (text === "}") depth--;
    if (text === "{") depth++;
    const token = current(parser);
    if (depth > 0 && token !== null) tokens.push(token);
  }
  if (depth > 0) return syntaxMistake(current(parser), "}");
  const itself = findSelfImport(tokens, name, parser.host);
  if (itself !== null) return parsingMistake(current(parser), itself);
  parser.snippets.set(name, tokens);
  return null;
}

function parseDirectives(parser: Parser, block: OpenBlock): Mistake | null {
  while (advance(parser)) {
    if (currentText(parser) === "}") return null;
    if (currentText(parser) === "import") {
      const mistake = expandImport(parser, parser, parser.host);
      if (mistake !== null) return mistake;
      parser.at--;
      continue;
    }
    const mistake = parseDirective(parser, block);
    if (mistake !== null) return mistake;
  }
  return null;
}

const MOST_MISTAKES = 100;

function parseDirective(parser: Parser, block: OpenBlock): Mistake | null {
  const first = current(parser);
  if (first === null) return null;
  const name = fillEnvironment(first.text, parser.host.environment);
  const isKnown = parser.directives === null || parser.directives.has(name);
  // CoreDNS stops here; the rest is read on, so that its mistakes are found too, as far as anybody would read them.
  if (!isKnown && parser.mistakes.length < MOST_MISTAKES) {
    parser.mistakes.push(parsingMistake(first, `Unknown directive '${name}'`));
  }
  const tokens = block.directives.get(name) ?? [];
  tokens.push(first);
  if (isKnown) block.directives.set(name, tokens);
  let nesting = 0;
  while (advance(parser)) {
    const text = currentText(parser);
    if (text === "{") nesting++;
    else if (isLineStart(parser) && nesting === 0) {
      parser.at--;
      break;
    } else if (text === "}" && nesting > 0) nesting--;
    else if (text === "}") {
      const reason = "Unexpected '}' because no matching opening brace";
      return parsingMistake(current(parser), reason);
    } else if (text === "import" && isLineStart(parser)) {
      const mistake = expandImport(parser, parser, parser.host);
      if (mistake !== null) return mistake;
      parser.at--;
      continue;
    }
    const token = current(parser);
    if (token === null) continue;
    tokens.push({ ...token, text: fillEnvironment(token.text, parser.host.environment) });
  }
  return nesting > 0 ? parsingMistake(current(parser), "Unexpected EOF") : null;
}
