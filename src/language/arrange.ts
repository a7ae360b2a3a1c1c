import type { SourceSpan } from "../base/source-span.js";
import type { LinePiece, Piece, PieceRange, WordPiece } from "./piece.js";
import { splitLine } from "./split-line.js";
import type { Block, Item, Statement, VerbatimBlock, Word } from "./syntax.js";

/** Makes statements of the pieces of a body: cuts lines into parts, and gives comments to what they stand behind. */
export function arrange(pieces: readonly Piece[], block: string): readonly Item[] {
  const items: Item[] = [];
  let newlines = 0;
  for (const piece of pieces) {
    if (piece.kind === "newline") {
      newlines += 1;
      if (newlines === 2 && items.length > 0) items.push({ kind: "blank" });
      continue;
    }
    const last = items.at(-1);
    if (piece.kind === "comment" && newlines === 0 && last?.kind === "statement") {
      items[items.length - 1] = { ...last, comment: piece.text };
    } else {
      items.push(...itemsOf(piece, block));
    }
    newlines = 0;
  }
  if (items.at(-1)?.kind === "blank") items.pop();
  return items;
}

function itemsOf(piece: Exclude<Piece, { kind: "newline" }>, block: string): readonly Item[] {
  switch (piece.kind) {
    case "separator":
      return [];
    case "comment":
      return [{ kind: "remark", text: piece.text }];
    case "stray":
      return [{ kind: "stray", text: piece.text, span: spanOf(piece) }];
    case "line":
      return statementsOfLine(piece, block);
  }
}

function statementsOfLine(line: LinePiece, outer: string): readonly Statement[] {
  const parts = splitLine(line.words, outer);
  if (parts.length === 0) return [statementOf([], line)];
  return parts.map((words, index) =>
    statementOf(words, index === parts.length - 1 ? line : { ...line, block: null }),
  );
}

function statementOf(words: readonly WordPiece[], line: LinePiece): Statement {
  const [first, last] = [words[0], words.at(-1)];
  const span = spanOf(line);
  const start = first?.start ?? span.start;
  return {
    kind: "statement",
    words: words.map(wordOf),
    block: blockOf(line.block, blockNameOf(words)),
    comment: null,
    span: { ...span, start, end: line.block === null ? (last?.end ?? span.end) : span.end },
  };
}

// `apply service …` has the parts of a `service` block.
function blockNameOf([first, second]: readonly WordPiece[]): string {
  const isApplied = first?.text === "apply" && !first.quoted;
  return (isApplied ? second?.text : first?.text) ?? "";
}

function blockOf(piece: LinePiece["block"], word: string): Block | VerbatimBlock | null {
  if (piece === null) return null;
  const shared = { brace: spanOf(piece.brace), closed: piece.close !== null };
  if (piece.kind === "verbatim") {
    const comment = piece.comment?.text ?? null;
    const { text } = piece;
    return { ...shared, kind: "verbatim", text: text.text, span: spanOf(text), comment };
  }
  const [first, ...others] = piece.pieces;
  const behind = first?.kind === "comment" ? first.text : null;
  return {
    ...shared,
    kind: "block",
    items: arrange(behind === null ? piece.pieces : others, word),
    comment: behind,
    inline: !piece.pieces.some((inner) => inner.kind === "newline"),
  };
}

function wordOf({ text, quoted, closed, gap, ...range }: WordPiece): Word {
  return { text, quoted, closed, gap, span: spanOf(range) };
}

function spanOf({ source, start, end }: PieceRange): SourceSpan {
  return { source, start, end };
}
