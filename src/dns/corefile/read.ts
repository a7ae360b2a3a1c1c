import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import type { SourceSpan, SourceText } from "../../base/source-span.js";
import { BARE_HOST } from "../host.js";
import type { Host } from "../host.js";
import { PLUGIN_NAMES } from "../order.js";
import { setUpBlocks } from "../set-up.js";
import { badPorts } from "./bad-port.js";
import { readBlockKey } from "./block-key.js";
import type { BlockKey, Corefile, ServerBlock, Token } from "./corefile.js";
import { namesVariable } from "./environment.js";
import { doubleKeys } from "./double-key.js";
import { lexCorefile } from "./lex.js";
import { mistakeAt } from "./mistake.js";
import type { Mistake } from "./mistake.js";
import { parseBlocks } from "./parse.js";
import { removedOption, removedPlugin } from "./past.js";
import type { WrittenBlock } from "./parse.js";
import { hasPreferredForm } from "./zone-form.js";

/** A Corefile, and all that is to be said about it. */
export interface ReadCorefile {
  readonly corefile: Corefile;
  readonly diagnostics: readonly Diagnostic[];
  /** With what CoreDNS would refuse the file: the first mistake that it comes to; null where it starts. */
  readonly refusal: string | null;
}

/**
 * A Corefile from its text, with every mistake found; `offset` is where the text begins in the file that holds it, `given`
 * what is known of where CoreDNS reads it.
 */
export function readCorefile(
  source: SourceText,
  offset = 0,
  given: Partial<Host> = {},
): ReadCorefile {
  const host: Host = { ...BARE_HOST, ...given };
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

  const parsed = parseBlocks(tokens, { host, directives: PLUGIN_NAMES });
  const read = parsed.blocks.map((block) => readBlock(block, spanOf));
  const blocks = read.map(({ block }) => block);
  const setUp = setUpBlocks({ blocks, host });
  const later = [
    ...[...read.flatMap(({ mistakes }) => mistakes), ...setUp.mistakes].map(({ text, token }) => {
      return { text, span: spanOf(token) };
    }),
    ...[...badPorts(blocks), ...doubleKeys(blocks, setUp.blocks)].map(({ block, text }) => {
      return { text, span: block.span };
    }),
  ];
  return {
    corefile: { source: source.text, blocks, host },
    refusal: [...parsed.mistakes, ...later][0]?.text ?? null,
    diagnostics: [
      ...variables,
      ...parsed.mistakes.map((mistake) => syntaxDiagnostic(mistake, tokens, spanOf(mistake.token))),
      ...later.map(({ text, span }) => setupDiagnostic(text, span)),
      ...blocks.flatMap(({ keys, span }) =>
        keys
          .filter(({ zone }) => !hasPreferredForm(zone))
          .map(({ zone }) => warningAt(span, "corefile-zone-form", { zone })),
      ),
      ...setUp.unsupported.map(({ feature, token }) =>
        warningAt(spanOf(token), "corefile-unsupported", { feature }),
      ),
      ...setUp.overlooked.map(({ token, known }) => {
        const found = token?.text ?? "";
        const near = nearest(found, known);
        const hint = near === null ? {} : { nearest: near };
        return warningAt(spanOf(token), "corefile-overlooked", { found, ...hint });
      }),
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
