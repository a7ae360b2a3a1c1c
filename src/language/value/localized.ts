import { errorAt } from "../../base/diagnostic.js";
import type { WordReader } from "../word-reader.js";

/** A text for readers and the language that it is in. */
export interface TaggedText {
  readonly language: string;
  readonly text: string;
}

/** Reads `"text"`, which is English, or `ja "text"`; null, with a diagnostic, where there is no text. */
export function readLocalized(words: WordReader): TaggedText | null {
  const first = words.take('"TEXT"');
  if (first === null) return null;
  if (first.quoted) {
    words.end();
    return { language: "en", text: first.text };
  }
  const isTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(first.text);
  const second = words.peek();
  if (!isTag || second?.quoted !== true) {
    words.report(
      errorAt(first.span, "text-without-quotes", { text: first.text, expected: ['"TEXT"'] }),
    );
    return null;
  }
  words.take('"TEXT"');
  words.end();
  return { language: first.text, text: second.text };
}
