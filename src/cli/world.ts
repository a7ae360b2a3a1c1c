/** Everything outside that a command may touch; tests pass their own. */
export interface World {
  /** Data, to standard output. */
  readonly out: (text: string) => void;
  /** Messages, to standard error. */
  readonly err: (text: string) => void;
  /** The text of a file, or of standard input for `-`; throws where it cannot be read. */
  readonly read: (file: string) => string;
  /** The text of a regular file of at most so many bytes; throws for anything else. */
  readonly readNamed: (file: string, most: number) => string;
  /** Writes a file; throws where it cannot be written. */
  readonly write: (file: string, text: string) => void;
  /** Serves texts by their paths on this machine until the process ends. Resolves to the address. */
  readonly serve: (files: ReadonlyMap<string, ServedFile>, port: number) => Promise<string>;
  /** The player's files for a page, by name; null where the package is not built. */
  readonly bundle: () => ReadonlyMap<string, string> | null;
  readonly version: string;
}

/** A file as it is served. */
export interface ServedFile {
  readonly type: string;
  readonly text: string;
}
