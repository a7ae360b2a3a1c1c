import { alignColumns } from "./print/columns.js";
import { inlineText } from "./print/inline.js";
import { verbatimIndent } from "./print/verbatim-indent.js";
import { headText } from "./print/word.js";
import type { Item, ScenarioDocument, Statement } from "./syntax.js";

const WIDTH = 100;
const INDENT = "  ";

/** A scenario in its standard form: one part a line, values in a column, comments and other languages' texts as they were. */
export function printDocument(document: ScenarioDocument): string {
  return printItems(document.items, "scenario", "").join("");
}

function printItems(items: readonly Item[], block: string, indent: string): readonly string[] {
  const heads = alignColumns(items, block);
  return items.map((item, index) => {
    switch (item.kind) {
      case "blank":
        return "\n";
      case "remark":
        return `${indent}#${item.text.trimEnd()}\n`;
      case "stray":
        return `${indent}${item.text}\n`;
      case "statement":
        return printStatement(item, heads[index] ?? headText(item), block, indent);
    }
  });
}

function printStatement(statement: Statement, head: string, block: string, indent: string): string {
  const { block: body } = statement;
  if (body === null) return `${indent}${head}\n`;
  const behind = commentText(statement.comment);
  const inline = inlineText(statement, block);
  if (inline !== null && indent.length + inline.length <= WIDTH)
    return `${indent}${inline}${behind}\n`;
  const name = headText(statement);
  const opening = `${name === "" ? "" : `${name} `}{${commentText(body.comment)}\n`;
  if (body.kind === "verbatim") {
    const end = body.text === "" || body.text.endsWith("\n") ? "" : "\n";
    const own = verbatimIndent(body.text, indent);
    return `${own}${opening}${body.text}${end}${own}}${behind}\n`;
  }
  const word = statement.words[0]?.text ?? "";
  const inner = printItems(body.items, word, indent + INDENT).join("");
  return `${indent}${opening}${inner}${indent}}${behind}\n`;
}

function commentText(comment: string | null): string {
  return comment === null ? "" : `  #${comment.trimEnd()}`;
}
