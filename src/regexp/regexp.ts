import { findMatch } from "./match.js";
import { parseRegexp } from "./parse.js";
import { compileProgram } from "./program.js";
import { isRegexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** A compiled expression with the syntax and the answers of Go's package regexp; its time is linear in the text. */
export interface Regexp {
  readonly kind: "regexp";
  readonly source: string;
  /** The names of the groups by their number, 0 being the whole match; empty where a group has none. */
  readonly names: readonly string[];
  /** How many instructions it is made into; a search takes at most so many steps for each character. */
  readonly size: number;
  /** The texts of the leftmost match's groups, the whole first, null where a group took no part; null without a match. */
  find(text: string): readonly (string | null)[] | null;
}

/** Compiles an expression, as Go's `regexp.Compile`. It uses memory in proportion to the expression, up to a limit. */
export function compileRegexp(source: string): Regexp | RegexpError {
  const parsed = parseRegexp(source);
  if (isRegexpError(parsed)) return parsed;
  const { node, names } = parsed;
  const program = compileProgram(node, names.length - 1);
  return {
    kind: "regexp",
    source,
    names,
    size: program.instructions.length,
    find(text) {
      const places = findMatch(program, text);
      if (places === null) return null;
      return names.map((_, group) => {
        const [start = -1, end = -1] = places.slice(2 * group, 2 * group + 2);
        return start === -1 || end === -1 ? null : text.slice(start, end);
      });
    },
  };
}
