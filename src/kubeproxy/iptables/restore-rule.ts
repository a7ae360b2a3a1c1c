/** The tables that kube-proxy restores, in the order of its text. */
export const RESTORE_TABLES = ["filter", "nat"] as const;

/** A table that kube-proxy restores. */
export type RestoreTable = (typeof RESTORE_TABLES)[number];

/** One rule of the text for iptables-restore. */
export interface RestoreRule {
  readonly table: RestoreTable;
  readonly chain: string;
  /** What follows `-A CHAIN`. */
  readonly rule: string;
}

/** A rule of table filter. */
export function filterRule(chain: string, ...parts: readonly string[]): RestoreRule {
  return { table: "filter", chain, rule: parts.join(" ") };
}

/** A rule of table nat. */
export function natRule(chain: string, ...parts: readonly string[]): RestoreRule {
  return { table: "nat", chain, rule: parts.join(" ") };
}

/** The comment match as kube-proxy writes it: quoted only where the text is more than one word. */
export function comment(text: string): string {
  return `-m comment --comment ${text.includes(" ") ? `"${text}"` : text}`;
}
