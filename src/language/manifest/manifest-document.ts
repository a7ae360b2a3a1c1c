import type { SourceText } from "../../base/source-span.js";
import type { ScenarioDocument, Statement } from "../syntax.js";

/**
 * Whether a text is Kubernetes YAML or JSON, and no scenario: its first line that is no comment is `name: value`,
 * a mark between documents, or a bracket, with none of which a scenario begins.
 */
export function isManifest({ text }: SourceText): boolean {
  const [first = ""] = /^(?![ \t]*(?:#|\r?$))(?!\s*$).*/m.exec(text.replace(/^\uFEFF/, "")) ?? [];
  if (/^\s*[{[]/.test(first)) return isObject(text);
  return /^(?:["']?[A-Za-z][\w.-]*["']?:(?:\s|$)|---(?:\s|$)|%YAML)/.test(first);
}

// A trace is JSON, too, and says so first.
function isObject(text: string): boolean {
  const start = text.slice(0, 10_000);
  return !/"hopwise-trace\/\d/.test(start) && /"(?:kind|apiVersion)"\s*:/.test(start);
}

/** The scenario whose cluster is what these files say, and which plays nothing. */
export function manifestDocument(sources: readonly SourceText[]): ScenarioDocument {
  const [first = { name: "", text: "" }] = sources;
  return { source: first, items: sources.map(statementOf) };
}

function statementOf({ name, text }: SourceText): Statement {
  const span = { source: name, start: 0, end: text.length };
  const place = { source: name, start: 0, end: 0 };
  return {
    kind: "statement",
    words: [{ text: "manifest", quoted: false, closed: true, gap: 0, span: place }],
    block: { kind: "verbatim", text, span, comment: null, brace: place, closed: true },
    comment: null,
    span,
  };
}
