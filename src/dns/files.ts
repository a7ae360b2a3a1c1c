/** The text files that CoreDNS finds beside its Corefile, by path. */
export type DnsFiles = ReadonlyMap<string, string>;

/** No file. */
export const NO_FILES: DnsFiles = new Map();

/** A path without `.`, `..` and doubled slashes in it, as Go's filepath.Clean makes it. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !path.startsWith("/")) parts.push(part);
  }
  const joined = parts.join("/");
  return path.startsWith("/") ? `/${joined}` : joined || ".";
}

/** A path that a directive names, below the folder that `root` says. */
export function joinPath(folder: string, path: string): string {
  return cleanPath(path.startsWith("/") || folder === "" ? path : `${folder}/${path}`);
}

/** The text of a file; null where there is none. */
export function readFile(files: DnsFiles, path: string): string | null {
  return files.get(cleanPath(path)) ?? null;
}

/** The paths of all files below a folder, in the order in which Go's filepath.Walk comes to them. */
export function filesBelow(files: DnsFiles, folder: string): readonly string[] {
  const clean = cleanPath(folder);
  const prefix = clean === "." ? "" : `${clean}/`.replace("//", "/");
  return [...files.keys()]
    .filter((path) => path.startsWith(prefix))
    .sort((one, other) => comparePaths(one.split("/"), other.split("/")));
}

/** The folders that there are files in, or in folders in them. */
export function foldersOf(files: DnsFiles): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return folders;
}

/** The folder that a path lies in; empty for the working directory. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return path.slice(0, end === 0 ? 1 : Math.max(end, 0));
}

function comparePaths(some: readonly string[], others: readonly string[]): number {
  const place = some.findIndex((part, index) => part !== others[index]);
  if (place === -1) return some.length - others.length;
  return (some[place] ?? "") < (others[place] ?? "") ? -1 : 1;
}
