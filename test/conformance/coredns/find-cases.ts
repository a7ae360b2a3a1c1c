import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import type { ConformanceCase } from "./conformance-case.js";
import { kindOf } from "./kinds.js";
import { filesOf, filesUnder } from "./vector-file.js";
import type { VectorFile } from "./vector-file.js";

/** Where recordings that are not ours to copy lie: beside the repository. */
export const SHARED: string = fileURLToPath(
  new URL("../../../../shared/vectors/coredns/", import.meta.url),
);

/** The project's own set, as `pack.ts` wrote it: what the real programs made of input that was invented. */
export const OWN_PACK: string = fileURLToPath(new URL("own.json.br", import.meta.url));

/** A file with its cases. */
export interface FoundFile {
  readonly path: string;
  /** The name of its kind. */
  readonly kind: string;
  readonly cases: readonly ConformanceCase[];
}

/** The cases of a folder, found by what is on the disk. A file that cannot be read is a case that fails. */
export function findCases(root: string): readonly FoundFile[] {
  return filesUnder(root).map(found);
}

/** The cases of the project's own set. */
export function ownCases(): readonly FoundFile[] {
  const text = brotliDecompressSync(readFileSync(OWN_PACK)).toString("utf8");
  return filesOf(JSON.parse(text) as Readonly<Record<string, string>>).map(found);
}

/** The shared cases that are not among the project's own, as far as they are there. */
export function sharedCases(): readonly FoundFile[] {
  if (!existsSync(SHARED)) return [];
  const known = new Set(ownCases().flatMap(({ cases }) => cases.map(({ name }) => name)));
  return findCases(SHARED).map((file) => ({
    ...file,
    cases: file.cases.filter(({ name }) => !known.has(name)),
  }));
}

function found(file: VectorFile): FoundFile {
  const { path } = file;
  const kind = kindOf(file);
  const name = kind?.name ?? "of no kind";
  try {
    if (kind === null) throw new Error("nothing tells what it is compared with");
    return { path, kind: name, cases: kind.cases(file) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { path, kind: name, cases: [{ name: path, check: () => [text] }] };
  }
}
