import type { SourceSpan, SourceText } from "../base/source-span.js";

/** A scenario's text as a tree, comments and mistakes included. */
export interface ScenarioDocument {
  readonly source: SourceText;
  readonly items: readonly Item[];
}

/** What a body holds, in the order written. */
export type Item = Statement | Remark | Blank | Stray;

/** Words, and the block that they open, if any. */
export interface Statement {
  readonly kind: "statement";
  readonly words: readonly Word[];
  readonly block: Block | VerbatimBlock | null;
  /** The comment behind it on its line, without its mark. */
  readonly comment: string | null;
  readonly span: SourceSpan;
}

/** A comment on a line of its own. */
export interface Remark {
  readonly kind: "remark";
  readonly text: string;
}

/** One or more empty lines. */
export interface Blank {
  readonly kind: "blank";
}

/** A brace that fits nothing. */
export interface Stray {
  readonly kind: "stray";
  readonly text: string;
  readonly span: SourceSpan;
}

/** A word, a comma, or a text in quotes. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
  /** Whether a quoted text has its second quote. */
  readonly closed: boolean;
  /** How many columns of space stand before it in its line. */
  readonly gap: number;
  readonly span: SourceSpan;
}

/** Statements in braces. */
export interface Block {
  readonly kind: "block";
  readonly items: readonly Item[];
  /** The comment behind its opening brace. */
  readonly comment: string | null;
  readonly brace: SourceSpan;
  readonly closed: boolean;
  /** Whether it stands on one line. */
  readonly inline: boolean;
}

/** Another language's text, kept byte for byte. */
export interface VerbatimBlock {
  readonly kind: "verbatim";
  readonly text: string;
  /** The text's own place. */
  readonly span: SourceSpan;
  readonly comment: string | null;
  readonly brace: SourceSpan;
  readonly closed: boolean;
}

/** The statements among items. */
export function statementsOf(items: readonly Item[]): readonly Statement[] {
  return items.filter((item) => item.kind === "statement");
}

/** The statements in a statement's block; none where it has no block. */
export function partsOf(statement: Statement): readonly Statement[] {
  return statement.block?.kind === "block" ? statementsOf(statement.block.items) : [];
}

/** The word that a statement begins with; empty where it begins with a text in quotes, or with nothing. */
export function keywordOf(statement: Statement): string {
  const [first] = statement.words;
  return first === undefined || first.quoted ? "" : first.text;
}

/** The place of what a statement says, without its block. */
export function headSpanOf(statement: Statement): SourceSpan {
  const [first, last] = [statement.words[0], statement.words.at(-1)];
  if (first === undefined || last === undefined) return statement.block?.brace ?? statement.span;
  return { ...first.span, end: last.span.end };
}

/** Words as they stand in the text, with what is between them; null where there are none. */
export function sliceOf(
  words: readonly Word[],
  { span }: Statement,
  source: SourceText,
): { readonly text: string; readonly span: SourceSpan } | null {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return null;
  const place = { ...span, start: first.span.start, end: last.span.end };
  return { text: source.text.slice(place.start, place.end), span: place };
}
