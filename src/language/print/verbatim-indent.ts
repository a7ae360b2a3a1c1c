import { isPart } from "../vocabulary.js";

/**
 * The indentation for the lines around a verbatim text: the one wanted, or the next deeper one at which no line of the
 * text would end it.
 */
export function verbatimIndent(text: string, wanted: string): string {
  let indent = wanted;
  // The text was once read at some indentation, so one that does not end it early exists.
  while (indent.length < DEEPEST && text.split("\n").some((line) => endsAt(line, indent.length)))
    indent += " ";
  return indent;
}

const DEEPEST = 200;

function endsAt(line: string, indent: number): boolean {
  const [, space = "", rest = ""] = /^([ \t]*)(.*)$/s.exec(line) ?? [];
  if (space.length === indent && /^\}[ \t\r]*([#;]|$)/.test(rest)) return true;
  const [, word] = /^([a-z-]+)(?=[ \t\r{]|$)/.exec(rest) ?? [];
  return word !== undefined && space.length <= indent && isPart("scenario", word);
}
