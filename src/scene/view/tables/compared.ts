import type { Entry } from "./section.js";

type Said = Pick<Entry, "head" | "note"> & Partial<Pick<Entry, "lines">>;

/** What is there now, with what the step did to it; what it took away comes last. */
export function compared<Row>(
  before: readonly Row[],
  after: readonly Row[],
  idOf: (row: Row) => string,
  say: (row: Row) => Said,
): readonly Entry[] {
  const old = new Map(before.map((row) => [idOf(row), row]));
  const now = new Set(after.map(idOf));
  const entry = (row: Row, change: Entry["change"]): Entry => ({
    key: idOf(row),
    lines: [],
    ...say(row),
    change,
    isOwn: false,
  });
  return [
    ...after.map((row) => {
      const known = old.get(idOf(row));
      const isSame = known === row || (known !== undefined && say(known).head === say(row).head);
      return entry(row, known === undefined ? "new" : isSame ? "none" : "changed");
    }),
    ...before.filter((row) => !now.has(idOf(row))).map((row) => entry(row, "gone")),
  ];
}
