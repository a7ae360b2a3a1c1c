import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, posix, relative, resolve } from "node:path";

/** A file of recordings, wherever it is kept. */
export interface VectorFile {
  /** Relative to the folder that was given: `corefile/lexer.json`. */
  readonly path: string;
  /** The folder that it lies in, which says of what kind it is: `corefile`. */
  readonly folder: string;
  /** Its text. */
  readonly read: () => string;
  /** The text of a file beside it; throws where there is none. */
  readonly readBeside: (path: string) => string;
}

/** The files of recordings under a folder; what lies in folders named `worlds` belongs to others. */
export function filesUnder(root: string): readonly VectorFile[] {
  return pathsUnder(root, root).map((path) => {
    const full = join(root, path);
    const read = (beside: string): string => readFileSync(beside, "utf8");
    return {
      path,
      folder: basename(dirname(resolve(full))),
      read: () => read(full),
      readBeside: (beside) => read(join(dirname(full), beside)),
    };
  });
}

/** The files of a set that is kept as texts by their paths. */
export function filesOf(texts: Readonly<Record<string, string>>): readonly VectorFile[] {
  const read = (path: string): string => {
    const text = texts[path];
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  };
  return Object.keys(texts)
    .filter((path) => path.endsWith(".json"))
    .map((path) => ({
      path,
      folder: posix.basename(posix.dirname(path)),
      read: () => read(path),
      readBeside: (beside) => read(posix.join(posix.dirname(path), beside)),
    }));
}

function pathsUnder(folder: string, root: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith(".") && name !== "worlds")
    .sort()
    .flatMap((name) => {
      const full = join(folder, name);
      if (statSync(full).isDirectory()) return pathsUnder(full, root);
      return name.endsWith(".json") ? [relative(root, full)] : [];
    });
}
