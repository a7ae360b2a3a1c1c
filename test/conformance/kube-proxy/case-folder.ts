import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";

/** What kind of case it is; the modes are kube-proxy's. */
export type CaseKind = "iptables" | "nftables" | "ipvs" | "static" | "unit";

/** All kinds, in the order in which they are reported. */
export const CASE_KINDS: readonly CaseKind[] = ["iptables", "nftables", "ipvs", "static", "unit"];

/** The files of one case, wherever they are kept. */
export interface CaseFolder {
  /** `iptables/own/affinity-3ep-v4`. */
  readonly name: string;
  /** Null where neither the path nor the input tells. */
  readonly kind: CaseKind | null;
  /** The names of its files. */
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

/**
 * The cases under a folder, found by what is on the disk: each folder that has no folders of its own, and each table of a
 * folder `unit`.
 */
export function findCases(root: string): readonly CaseFolder[] {
  return casesIn(root, root);
}

function casesIn(folder: string, root: string): readonly CaseFolder[] {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();
  const folders = names.filter((name) => statSync(join(folder, name)).isDirectory());
  if (folders.length > 0) return folders.flatMap((name) => casesIn(join(folder, name), root));
  if (basename(folder) === "unit")
    return names
      .filter((name) => name.endsWith(".json"))
      .map((name) =>
        caseOf(folder, root, { files: [name], name: `unit/${name.replace(/\.json$/, "")}` }),
      );
  // The given folder itself is a case only where it looks like one.
  if (folder === root && !names.some((name) => name === "input.yaml" || name.startsWith("rules.")))
    return [];
  return [caseOf(folder, root, { files: names, name: relative(root, folder) || basename(folder) })];
}

function caseOf(
  folder: string,
  root: string,
  { files, name }: Pick<CaseFolder, "files" | "name">,
): CaseFolder {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  return { name, files, read, kind: kindOf(relative(join(root, ".."), folder), { files, read }) };
}

function kindOf(
  path: string,
  { files, read }: Pick<CaseFolder, "files" | "read">,
): CaseKind | null {
  const named = kindOfPath(path);
  if (named !== null) return named;
  const mode = files.includes("input.yaml") ? /^mode: (\w+)$/m.exec(read("input.yaml"))?.[1] : null;
  return mode !== undefined && mode !== null && isKind(mode) ? mode : null;
}

/** The kind that a part of the path names; null where none does. */
export function kindOfPath(path: string): CaseKind | null {
  return path.split(/[/\\]/).find(isKind) ?? null;
}

function isKind(text: string): text is CaseKind {
  return CASE_KINDS.some((kind) => kind === text);
}
