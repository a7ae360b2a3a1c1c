/** What grammars/scenario.peggy makes of a text: the pieces of a body, in order. */
export type Piece =
  | { readonly kind: "newline" }
  | ({ readonly kind: "separator" } & PieceRange)
  | ({ readonly kind: "comment"; readonly text: string } & PieceRange)
  | ({ readonly kind: "stray"; readonly text: string } & PieceRange)
  | LinePiece;

/** Where a piece stands: offsets, and the name of the text. */
export interface PieceRange {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a line up to its block, which is one or several statements. */
export interface LinePiece extends PieceRange {
  readonly kind: "line";
  readonly words: readonly WordPiece[];
  readonly block: BlockPiece | VerbatimPiece | null;
}

/** A word as read. */
export interface WordPiece extends PieceRange {
  readonly text: string;
  readonly quoted: boolean;
  readonly closed: boolean;
  readonly gap: number;
}

/** A block as read. */
export interface BlockPiece {
  readonly kind: "block";
  readonly brace: PieceRange;
  readonly pieces: readonly Piece[];
  readonly close: PieceRange | null;
}

/** A verbatim block as read. */
export interface VerbatimPiece {
  readonly kind: "verbatim";
  readonly brace: PieceRange;
  readonly comment: { readonly text: string } | null;
  readonly text: PieceRange & { readonly text: string };
  readonly close: PieceRange | null;
}
