import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import type { SourceSpan, SourceText } from "../../base/source-span.js";
import { NO_FILES } from "../files.js";
import type { DnsFiles } from "../files.js";
import { PLUGIN_NAMES } from "../order.js";
import { setUpBlocks } from "../set-up.js";
import { readBlockKey } from "./block-key.js";
import { formatKey } from "./corefile.js";
import type { BlockKey, Corefile, ServerBlock, Token } from "./corefile.js";
import { namesVariable } from "./environment.js";
import { lexCorefile } from "./lex.js";
import { mistakeAt } from "./mistake.js";
import type { Mistake } from "./mistake.js";
import { parseBlocks } from "./parse.js";
import { removedOption, removedPlugin } from "./past.js";
import type { WrittenBlock } from "./parse.js";

/** A Corefile, and all that is to be said about it. */
export interface ReadCorefile {
  readonly corefile: Corefile;
  readonly diagnostics: readonly Diagnostic[];
  /** With what CoreDNS would refuse the file: the first mistake that it comes to; null where it starts. */
  readonly refusal: string | null;
}

/**
 * A Corefile from its text, with every mistake found; `offset` is where the text begins in the file that holds it,
 * `files` are what its directives may name.
 */
export function readCorefile(
  source: SourceText,
  offset = 0,
  files: DnsFiles = NO_FILES,
): ReadCorefile {
  const tokens = lexCorefile(source, offset);
  const whole: SourceSpan = {
    source: source.name,
    start: offset,
    end: offset + source.text.length,
  };
  const spanOf = (token: Token | null): SourceSpan => token?.span ?? whole;
  const variables = tokens
    .filter(({ text }) => namesVariable(text))
    .map((token) => warningAt(token.span, "corefile-variable", { name: token.text }));

  const parsed = parseBlocks(tokens, { environment: () => null, directives: PLUGIN_NAMES });
  const read = parsed.blocks.map((block) => readBlock(block, spanOf));
  const blocks = read.map(({ block }) => block);
  const { mistakes, unsupported } = setUpBlocks(blocks, files);
  const later = [
    ...read.flatMap(({ mistakes: wrong }) => wrong),
    ...mistakes,
    ...doubleKeys(parsed.blocks, blocks),
  ];
  return {
    corefile: { source: source.text, blocks, files },
    refusal: [...parsed.mistakes, ...later][0]?.text ?? null,
    diagnostics: [
      ...variables,
      ...parsed.mistakes.map((mistake) => syntaxDiagnostic(mistake, tokens, spanOf(mistake.token))),
      ...later.map(({ text, token }) => setupDiagnostic(text, spanOf(token))),
      ...unsupported.map(({ feature, token }) =>
        warningAt(spanOf(token), "corefile-unsupported", { feature }),
      ),
    ],
  };
}

function setupDiagnostic(text: string, span: SourceSpan): Diagnostic {
  return removedOption(text, span) ?? errorAt(span, "corefile-setup", { text });
}

function syntaxDiagnostic(
  { text, token }: Mistake,
  tokens: readonly Token[],
  span: SourceSpan,
): Diagnostic {
  const name = /Unknown directive '(.*)'$/.exec(text)?.[1];
  if (name === undefined || token === null) return errorAt(span, "corefile-syntax", { text });
  const removed = removedPlugin(name, token, tokens, span);
  if (removed !== null) return removed;
  const near = nearest(name, PLUGIN_NAMES);
  const hint = near === null ? {} : { nearest: near };
  return errorAt(span, "corefile-unknown-plugin", { name, ...hint });
}

function readBlock(
  { keys, keyTokens, directives }: WrittenBlock,
  spanOf: (token: Token | null) => SourceSpan,
): { readonly block: ServerBlock; readonly mistakes: readonly Mistake[] } {
  const read: BlockKey[] = [];
  const mistakes: Mistake[] = [];
  for (const [index, key] of keys.entries()) {
    const result = readBlockKey(key);
    if (typeof result === "string") mistakes.push(mistakeAt(keyTokens[index] ?? null, result));
    else read.push(...result);
  }
  return { block: { keys: read, directives, span: spanOf(keyTokens[0] ?? null) }, mistakes };
}

// CoreDNS looks at this last (core/dnsserver/register.go: validateZonesAndListeningAddresses). Blocks with a view may share a key.
function doubleKeys(
  written: readonly WrittenBlock[],
  blocks: readonly ServerBlock[],
): readonly Mistake[] {
  const seen = new Set<string>();
  return blocks.flatMap(({ keys, directives }, index) => {
    if (directives.some(({ name }) => name === "view" || name === "bind")) return [];
    return keys.map(formatKey).flatMap((key) => {
      const isSecond = seen.has(key);
      seen.add(key);
      const token = written[index]?.keyTokens[0] ?? null;
      const text = `cannot serve ${key} - it is already defined`;
      return isSecond ? [mistakeAt(token, text)] : [];
    });
  });
}
