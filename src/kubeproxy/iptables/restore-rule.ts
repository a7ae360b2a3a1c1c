/** The tables that kube-proxy restores, in the order of its text. */
export const RESTORE_TABLES = ["filter", "nat"] as const;

/** A table that kube-proxy restores. */
export type RestoreTable = (typeof RESTORE_TABLES)[number];

/** One rule of the text for iptables-restore. */
export interface RestoreRule {
  readonly table: RestoreTable;
  /** `-A CHAIN` and what follows. */
  readonly line: string;
}

/** A rule of table filter. */
export function filterRule(chain: string, ...parts: readonly string[]): RestoreRule {
  return { table: "filter", line: lineOf(chain, parts) };
}

/** A rule of table nat. */
export function natRule(chain: string, ...parts: readonly string[]): RestoreRule {
  return { table: "nat", line: lineOf(chain, parts) };
}

// Parts that say nothing are left out.
function lineOf(chain: string, parts: readonly string[]): string {
  let line = `-A ${chain}`;
  for (const part of parts) if (part !== "") line += ` ${part}`;
  return line;
}

/** The comment match as kube-proxy writes it: quoted only where the text is more than one word. */
export function comment(text: string): string {
  return `-m comment --comment ${text.includes(" ") ? `"${text}"` : text}`;
}
