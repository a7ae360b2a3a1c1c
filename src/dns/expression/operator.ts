/** How strongly an operator binds (expr parser/operator/operator.go). */
export const BINARY: ReadonlyMap<string, number> = new Map([
  ["|", 0],
  ["or", 10],
  ["||", 10],
  ["and", 15],
  ["&&", 15],
  ["==", 20],
  ["!=", 20],
  ["<", 20],
  [">", 20],
  [">=", 20],
  ["<=", 20],
  ["in", 20],
  ["matches", 20],
  ["contains", 20],
  ["startsWith", 20],
  ["endsWith", 20],
  ["..", 25],
  ["+", 30],
  ["-", 30],
  ["*", 60],
  ["/", 60],
  ["%", 60],
  ["**", 100],
  ["^", 100],
  ["??", 500],
]);

/** How strongly an operator before a value binds. */
export const UNARY: ReadonlyMap<string, number> = new Map([
  ["not", 50],
  ["!", 50],
  ["-", 90],
  ["+", 90],
]);

/** Operators that may stand after `not`. */
export const NEGATABLE: ReadonlySet<string> = new Set([
  "contains",
  "matches",
  "startsWith",
  "endsWith",
  "in",
]);

/** Operators that group from the right. */
export const RIGHT: ReadonlySet<string> = new Set(["**", "^"]);

/** Operators that may follow each other: `1 < a < 3`. */
export const COMPARISONS: ReadonlySet<string> = new Set(["<", ">", ">=", "<="]);
