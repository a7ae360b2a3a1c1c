import { folderOf, foldersOf, joinPath, readFile } from "../files.js";
import type { Host } from "../host.js";
import type { Token } from "./corefile.js";
import { advanceOnLine, current, currentText } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { fillEnvironment } from "./environment.js";
import { fitsGlob, isGlob, isGoodGlob } from "./glob.js";
import { lexCorefile } from "./lex.js";
import { argumentMistake, isMistake, parsingMistake } from "./mistake.js";
import type { Mistake } from "./mistake.js";

/** The snippets defined so far, and how often snippets and files were put in. */
export interface Expansions {
  readonly snippets: Map<string, readonly Token[]>;
  snippetCount: number;
  fileCount: number;
  /** How many words were moved for it. */
  moved: number;
  /** The words of the files that were read. */
  readonly files: Map<string, readonly Token[]>;
}

/** Before the first import. */
export function noExpansions(): Expansions {
  return { snippets: new Map(), snippetCount: 0, fileCount: 0, moved: 0, files: new Map() };
}

// coredns/caddy caddyfile/parse.go: maxSnippetExpansions, maxFileExpansions. The message of the second names the first.
const MOST_SNIPPETS = 10_000;
const MOST_FILES = 100_000;
// Ours: snippets that import each other can double with every line.
const MOST_MOVED = 20_000_000;
const MOST_TOKENS = 2_000_000;
const KEPT = 2;

const TOO_DEEP = `maximum snippet import depth (${MOST_SNIPPETS}) exceeded`;
const TOO_MANY_FILES = `maximum file import depth (${MOST_SNIPPETS}) exceeded`;

/**
 * Puts the words of a snippet or of files in the place of the `import` at the cursor, and leaves the cursor where `import`
 * stood (caddyfile/parse.go: doImport).
 */
export function expandImport(cursor: Cursor, expansions: Expansions, host: Host): Mistake | null {
  if (!advanceOnLine(cursor)) return argumentMistake(current(cursor));
  const name = fillEnvironment(currentText(cursor), host.environment);
  if (name === "") return parsingMistake(current(cursor), "Import requires a non-empty filepath");
  if (advanceOnLine(cursor)) {
    const reason = "Import takes only one argument (glob pattern or file)";
    return parsingMistake(current(cursor), reason);
  }
  const imported = importedTokens(cursor, expansions, { host, name });
  if (isMistake(imported)) return imported;
  // What was read is not moved again and again, but for the words that the line's start is told by.
  const behind = cursor.tokens.slice(Math.max(0, cursor.at - 1 - KEPT), cursor.at - 1);
  const ahead = cursor.tokens.slice(cursor.at + 1);
  const size = imported.length + ahead.length;
  expansions.moved += size;
  if (size > MOST_TOKENS || expansions.moved > MOST_MOVED) {
    return parsingMistake(current(cursor), TOO_DEEP);
  }
  cursor.tokens = behind.concat(imported, ahead);
  cursor.at = behind.length;
  return null;
}

function importedTokens(
  cursor: Cursor,
  expansions: Expansions,
  { host, name }: { readonly host: Host; readonly name: string },
): readonly Token[] | Mistake {
  const token = current(cursor);
  const snippet = expansions.snippets.get(name);
  if (snippet !== undefined) {
    if (expansions.snippetCount >= MOST_SNIPPETS) return parsingMistake(token, TOO_DEEP);
    expansions.snippetCount++;
    return snippet;
  }
  if (expansions.fileCount >= MOST_FILES) return parsingMistake(token, TOO_MANY_FILES);
  expansions.fileCount++;
  const found = findFiles(host, name, token?.file ?? "");
  if (typeof found === "string") return parsingMistake(token, found);
  const tokens: Token[] = [];
  for (const path of found) {
    const read = expansions.files.get(path) ?? lexFile(host, path);
    // What is no file but was found is a folder.
    if (read === null) return parsingMistake(token, `Could not import ${path}: is a directory`);
    expansions.files.set(path, read);
    // Words of another file stand, for whoever reads the Corefile, where it was imported.
    for (const word of read) tokens.push({ ...word, span: token?.span ?? word.span });
  }
  return tokens;
}

/** What is wrong with a snippet that imports itself; null where it does not. */
export function findSelfImport(tokens: readonly Token[], name: string, host: Host): string | null {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.text !== "import" || next === undefined) continue;
    const previous = tokens[index - 1];
    const isFirst = previous?.file !== token.file || previous.line !== token.line;
    if (isFirst && fillEnvironment(next.text, host.environment) === name) return TOO_DEEP;
  }
  return null;
}

// The paths that a name or pattern in a file stands for, or what is wrong with it. A pattern may find nothing.
function findFiles(host: Host, name: string, file: string): readonly string[] | string {
  const pattern = joinPath(folderOf(file), name);
  const wildcards = pattern.split("*").length - 1;
  const marks = pattern.split("?").length - 1;
  if (wildcards > 1 || marks > 1 || (pattern.includes("[") && pattern.includes("]"))) {
    return `Glob pattern may only contain one wildcard (*), but has others: ${pattern}`;
  }
  if (!isGoodGlob(pattern)) {
    return `Failed to use import pattern ${name}: syntax error in pattern`;
  }
  const paths = [...host.files.keys(), ...foldersOf(host.files)].filter((path) =>
    isGlob(pattern) ? fitsGlob(pattern, path) : path === pattern,
  );
  if (paths.length === 0 && !/[*?[\]]/.test(pattern)) return `File to import not found: ${name}`;
  return paths.sort();
}

function lexFile(host: Host, path: string): readonly Token[] | null {
  const text = readFile(host.files, path);
  if (text === null) return null;
  return lexCorefile({ name: path, text }, 0).map((token) => ({ ...token, file: path }));
}
