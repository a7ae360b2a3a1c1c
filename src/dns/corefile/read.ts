import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import type { SourceSpan, SourceText } from "../../base/source-span.js";
import { PLUGIN_NAMES } from "../order.js";
import { setUpBlocks } from "../set-up.js";
import { readBlockKey } from "./block-key.js";
import { formatKey } from "./corefile.js";
import type { BlockKey, Corefile, ServerBlock, Token } from "./corefile.js";
import { namesVariable } from "./environment.js";
import { lexCorefile } from "./lex.js";
import { parseBlocks } from "./parse.js";
import type { WrittenBlock } from "./parse.js";

/** A Corefile from its text, with every mistake found; `offset` is where the text begins in the file that holds it. */
export function readCorefile(
  source: SourceText,
  offset = 0,
): { readonly corefile: Corefile; readonly diagnostics: readonly Diagnostic[] } {
  const tokens = lexCorefile(source, offset);
  const whole: SourceSpan = {
    source: source.name,
    start: offset,
    end: offset + source.text.length,
  };
  const spanOf = (token: Token | null): SourceSpan => token?.span ?? whole;
  const diagnostics: Diagnostic[] = tokens
    .filter(({ text }) => namesVariable(text))
    .map((token) => warningAt(token.span, "corefile-variable", { name: token.text }));

  const parsed = parseBlocks(tokens, { environment: () => null, directives: PLUGIN_NAMES });
  for (const { text, token } of parsed.mistakes) {
    diagnostics.push(syntaxDiagnostic(text, token, spanOf(token)));
  }
  const blocks = parsed.blocks.map((block) => readBlock(block, spanOf, diagnostics));
  const { mistakes, unsupported } = setUpBlocks(blocks);
  for (const { text, token } of mistakes) {
    diagnostics.push(errorAt(spanOf(token), "corefile-setup", { text }));
  }
  reportDoubleKeys(blocks, diagnostics);
  for (const { feature, token } of unsupported) {
    diagnostics.push(warningAt(spanOf(token), "corefile-unsupported", { feature }));
  }
  return { corefile: { source: source.text, blocks }, diagnostics };
}

function syntaxDiagnostic(text: string, token: Token | null, span: SourceSpan): Diagnostic {
  const name = /Unknown directive '(.*)'$/.exec(text)?.[1];
  if (name === undefined || token === null) return errorAt(span, "corefile-syntax", { text });
  const near = nearest(name, PLUGIN_NAMES);
  const hint = near === null ? {} : { nearest: near };
  return errorAt(span, "corefile-unknown-plugin", { name, ...hint });
}

function readBlock(
  { keys, keyTokens, directives }: WrittenBlock,
  spanOf: (token: Token | null) => SourceSpan,
  diagnostics: Diagnostic[],
): ServerBlock {
  const read: BlockKey[] = [];
  for (const [index, key] of keys.entries()) {
    const result = readBlockKey(key);
    if (typeof result !== "string") read.push(...result);
    else {
      const place = spanOf(keyTokens[index] ?? null);
      diagnostics.push(errorAt(place, "corefile-setup", { text: result }));
    }
  }
  return { keys: read, directives, span: spanOf(keyTokens[0] ?? null) };
}

// CoreDNS looks at this last (core/dnsserver/register.go: validateZonesAndListeningAddresses). Blocks with a view may share a key.
function reportDoubleKeys(blocks: readonly ServerBlock[], diagnostics: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const { keys, directives, span } of blocks) {
    if (directives.some(({ name }) => name === "view" || name === "bind")) continue;
    for (const key of keys.map(formatKey)) {
      const text = `cannot serve ${key} - it is already defined`;
      if (seen.has(key)) diagnostics.push(errorAt(span, "corefile-setup", { text }));
      seen.add(key);
    }
  }
}
