import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The bytes of a built file after gzip, as a server sends it. */
export function gzipBytes(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/**
 * The files of a build that a browser fetches for an entry: what it imports, and what these import; with `lazy`, also the
 * pieces fetched when needed whose names begin so. `metafile` is esbuild's.
 */
export function closureOf(metafile, entry, lazy = []) {
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      const name = path.split("/").at(-1) ?? "";
      const wanted = kind !== "dynamic-import" || lazy.some((word) => name.startsWith(`${word}-`));
      if (wanted) visit(path);
    }
  };
  visit(entry);
  return [...files];
}
