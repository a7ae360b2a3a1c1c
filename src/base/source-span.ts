/** A text with the name that diagnostics show for it (a file's path, `-` for standard input). */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** A piece of a source text, in UTF-16 offsets; `end` is exclusive. */
export interface SourceSpan {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** A place as people count: line and column from 1, and the line's own text. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
  readonly lineText: string;
}

/** Where an offset lies in a text. */
export function placeOf(text: string, offset: number): SourcePlace {
  // Counted without cutting the text, which may have a million lines.
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  const lineEnd = text.indexOf("\n", offset);
  return {
    line,
    column: offset - lineStart + 1,
    lineText: text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, ""),
  };
}
