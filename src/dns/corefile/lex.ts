import type { SourceText } from "../../base/source-span.js";
import { parse } from "../generated/corefile.js";
import type { Token } from "./corefile.js";

/** The name that CoreDNS gives its file in messages. */
const FILE = "Corefile";

/** A Corefile's words; `offset` is where the text begins in the source that holds it. */
export function lexCorefile(source: SourceText, offset: number): Token[] {
  const found = parse(source.text) as readonly { text: string; start: number; end: number }[];
  const tokens: Token[] = [];
  let line = 1;
  let counted = 0;
  for (const { text, start, end } of found) {
    for (; counted < start; counted++) if (source.text.charCodeAt(counted) === 10) line++;
    const span = { source: source.name, start: offset + start, end: offset + end };
    tokens.push({ text, line, file: FILE, span });
  }
  return tokens;
}

/** Whether `token` begins a line after `previous`, or stands in another file. */
export function startsLine(token: Token, previous: Token): boolean {
  return token.file !== previous.file || lastLine(previous) < token.line;
}

/** Whether `token` stands on the line where `previous` ends. */
export function continuesLine(token: Token, previous: Token): boolean {
  return token.file === previous.file && lastLine(previous) === token.line;
}

// A quoted word may hold line breaks.
function lastLine(token: Token): number {
  return token.line + (token.text.split("\n").length - 1);
}
