import type { Token } from "../../../../src/dns/corefile/corefile.js";

/** A word as the recordings have it. */
export interface Word {
  readonly line: number;
  readonly text: string;
  /** The file that it stands in, where that is not the Corefile itself. */
  readonly file?: string;
}

/** A recorded server block. */
export interface RecordedBlock {
  readonly keys: readonly string[];
  readonly directives: Readonly<Record<string, readonly Word[]>>;
}

/** Words in the form of the recordings. */
export function wordsOf(tokens: readonly Token[]): readonly Word[] {
  return tokens.map(({ line, text, file }) => ({
    line,
    text,
    ...(file === "Corefile" ? {} : { file }),
  }));
}
