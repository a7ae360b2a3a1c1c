import { errorAt } from "../../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import type { Said } from "../../cluster/declaration.js";
import type { Word } from "../syntax.js";

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** An object's name with its place, as Kubernetes allows it (RFC 1123 label); null, with a diagnostic, where the word is none. */
export function readName(word: Word, report: Report): Said<string> | null {
  if (isName(word.text)) return { value: word.text, span: word.span };
  report(errorAt(word.span, "bad-name", { text: word.text }));
  return null;
}

/** Whether a text can be an object's name. */
export function isName(text: string): boolean {
  return LABEL.test(text);
}

/** The name of a node, which may hold dots (RFC 1123 subdomain). */
export function readNodeName(word: Word, report: Report): Said<string> | null {
  const right = word.text.length <= 253 && word.text.split(".").every((label) => LABEL.test(label));
  if (right) return { value: word.text, span: word.span };
  report(errorAt(word.span, "bad-name", { text: word.text }));
  return null;
}

/** Whether a text is a domain name: labels of letters, digits, `-` and `_` between dots, perhaps with a dot at the end. */
export function isDomainName(text: string): boolean {
  const bare = text.endsWith(".") ? text.slice(0, -1) : text;
  return (
    bare.length > 0 &&
    bare.length <= 253 &&
    bare.split(".").every((label) => /^[a-z0-9_*]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
  );
}

/** One of several words; null, with a diagnostic, for any other. Those in `planned` are of the language, but not carried out yet. */
export function readChoice<T extends string>(
  word: Word,
  choices: readonly T[],
  report: Report,
  planned: readonly string[] = [],
): T | null {
  const found = choices.find((choice) => choice === word.text);
  if (found !== undefined) return found;
  if (planned.includes(word.text)) {
    report(errorAt(word.span, "not-yet-supported", { word: word.text, expected: choices }));
  } else {
    const near = nearParameters(word.text, [...choices, ...planned]);
    report(errorAt(word.span, "bad-choice", { text: word.text, expected: choices, ...near }));
  }
  return null;
}

/** The parameter `nearest`, where a known name is near. */
export function nearParameters(name: string, known: Iterable<string>): DiagnosticParameters {
  // Longer than any name; comparing it letter by letter would only cost time.
  if (name.length > 253) return {};
  const allowed = Math.max(1, Math.ceil(name.length / 3));
  const similar = [...known].filter((other) => Math.abs(other.length - name.length) <= allowed);
  const found = nearest(name, similar);
  return found === null || found === name ? {} : { nearest: found };
}

/** Labels or a selector, `app=example, tier=web`; wrong ones are reported and left out. */
export function readLabels(words: readonly Word[], report: Report): Record<string, string> {
  const labels = new Map<string, string>();
  for (const word of words) {
    const [, key, value = ""] =
      /^([A-Za-z0-9][A-Za-z0-9._/-]{0,316})=(.{0,63})$/.exec(word.text) ?? [];
    const right = key !== undefined && /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/.test(value);
    if (right) labels.set(key, value);
    else report(errorAt(word.span, "bad-label", { text: word.text, expected: ["app=example"] }));
  }
  return Object.fromEntries(labels);
}
