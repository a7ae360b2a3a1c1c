import type { Token } from "./corefile.js";
import { advanceOnLine, current, currentText } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { fillEnvironment } from "./environment.js";
import type { Environment } from "./environment.js";
import { startsLine } from "./lex.js";
import { argumentMistake, parsingMistake } from "./mistake.js";
import type { Mistake } from "./mistake.js";

/** The snippets defined so far, and how often one was put in. */
export interface Expansions {
  readonly snippets: Map<string, readonly Token[]>;
  expanded: number;
}

// coredns/caddy caddyfile/parse.go: maxSnippetExpansions.
const MOST_EXPANSIONS = 10_000;
// Ours: snippets that import each other can double with every line.
const MOST_TOKENS = 200_000;
const TOO_DEEP = `maximum snippet import depth (${MOST_EXPANSIONS}) exceeded`;

/** Puts a snippet's words in the place of the `import` at the cursor, and leaves the cursor where `import` stood. */
export function expandImport(
  cursor: Cursor,
  expansions: Expansions,
  environment: Environment,
): Mistake | null {
  if (!advanceOnLine(cursor)) return argumentMistake(current(cursor));
  const name = fillEnvironment(currentText(cursor), environment);
  if (name === "") return parsingMistake(current(cursor), "Import requires a non-empty filepath");
  if (advanceOnLine(cursor)) {
    const reason = "Import takes only one argument (glob pattern or file)";
    return parsingMistake(current(cursor), reason);
  }
  const snippet = expansions.snippets.get(name) ?? filesOf(name);
  if (typeof snippet === "string") return parsingMistake(current(cursor), snippet);
  const size = cursor.tokens.length + snippet.length;
  if (expansions.expanded >= MOST_EXPANSIONS || size > MOST_TOKENS) {
    return parsingMistake(current(cursor), TOO_DEEP);
  }
  expansions.expanded++;
  cursor.tokens = cursor.tokens.toSpliced(cursor.at - 1, 2, ...snippet);
  cursor.at--;
  return null;
}

/** What is wrong with a snippet that imports itself; null where it does not. */
export function findSelfImport(
  tokens: readonly Token[],
  name: string,
  environment: Environment,
): string | null {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.text !== "import" || next === undefined) continue;
    const previous = tokens[index - 1];
    const isFirst = previous === undefined || startsLine(token, previous);
    if (isFirst && fillEnvironment(next.text, environment) === name) return TOO_DEEP;
  }
  return null;
}

// A scenario has no files beside its Corefile: a name finds none, which is an error, and so does a pattern, which is not.
function filesOf(pattern: string): readonly Token[] | string {
  const wildcards = pattern.split("*").length - 1;
  const marks = pattern.split("?").length - 1;
  if (wildcards > 1 || marks > 1 || (pattern.includes("[") && pattern.includes("]"))) {
    return `Glob pattern may only contain one wildcard (*), but has others: ${pattern}`;
  }
  return /[*?[\]]/.test(pattern) ? [] : `File to import not found: ${pattern}`;
}
