import { isDeepStrictEqual } from "node:util";
import type { VectorFile } from "./vector-file.js";

/** One recording with what it is compared by. */
export interface ConformanceCase {
  /** `corefile/lexer lexer_test/TestLexer#0`. */
  readonly name: string;
  /** Every difference between the recording and what Hopwise computes; throws `Unsupported` where it computes nothing. */
  readonly check: () => readonly string[];
}

/** Compares one entry of a file. */
export type Check<Entry> = (entry: Entry, context: CheckContext) => readonly string[];

/** Where an entry stands. */
export interface CheckContext {
  readonly file: VectorFile;
  /** The list that the entry is in, for tables whose entries go on from each other. */
  readonly list: readonly unknown[];
  /** All tables of the file, by name; some hold what the entries of others refer to. */
  readonly tables: Readonly<Record<string, unknown>>;
  readonly index: number;
}

/** What a table of a file is compared by; `data` where its entries are not cases but what those of others refer to. */
// An entry's form is known by its check alone.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type TableCheck = Check<any> | "data";

/** What is not simulated, so that there is nothing to compare. */
export class Unsupported extends Error {}

/** What comparing a case came to. */
export interface Outcome {
  readonly name: string;
  readonly differences: readonly string[];
  /** What is not simulated; null where all of it is. */
  readonly unsupported: string | null;
}

/** Compares a case. */
export function outcomeOf({ name, check }: ConformanceCase): Outcome {
  try {
    return { name, differences: check(), unsupported: null };
  } catch (error) {
    if (error instanceof Unsupported)
      return { name, differences: [error.message], unsupported: error.message };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, differences: [text], unsupported: null };
  }
}

/** What is different between two values, in words; nothing where they are alike. */
export function differences(what: string, found: unknown, expected: unknown): readonly string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  return [`${what}: is ${JSON.stringify(found)}, should be ${JSON.stringify(expected)}`];
}

/** The cases of a file that is a list of entries. */
export function listCases<Entry>(
  file: VectorFile,
  check: Check<Entry>,
): readonly ConformanceCase[] {
  const read: unknown = JSON.parse(file.read());
  if (!Array.isArray(read)) throw new Error("is no list");
  const list = read as readonly Entry[];
  return list.map((entry, index) => ({
    name: `${nameOf(file)} ${idOf(entry) ?? `#${index}`}`,
    check: () => check(entry, { file, list, tables: {}, index }),
  }));
}

/** The cases of a file of tables; a table that nothing is compared with is unsupported, entry by entry. */
export function tableCases(
  file: VectorFile,
  checks: Readonly<Record<string, TableCheck>>,
): readonly ConformanceCase[] {
  const tables = JSON.parse(file.read()) as Readonly<Record<string, unknown>>;
  return Object.entries(tables).flatMap(([table, list]) => {
    const check = checks[table] ?? notCompared(`${nameOf(file)} ${table}`);
    if (!Array.isArray(list) || check === "data") return [];
    return list.map((entry: unknown, index) => ({
      name: `${nameOf(file)} ${table}#${index}`,
      check: () => check(entry, { file, list, tables, index }),
    }));
  });
}

/** The check of what nothing is compared with. */
export function notCompared(what: string): Check<unknown> {
  return () => {
    throw new Unsupported(`nothing is compared with ${what}`);
  };
}

/** A file's path without its ending. */
export function nameOf(file: VectorFile): string {
  return file.path.replace(/\.json$/, "");
}

function idOf(entry: unknown): string | null {
  if (typeof entry !== "object" || entry === null) return null;
  const { id, version } = entry as { readonly id?: unknown; readonly version?: unknown };
  return typeof id === "string" ? id : typeof version === "string" ? version : null;
}
