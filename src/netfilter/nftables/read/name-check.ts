import { errorAt } from "../../../base/diagnostic.js";
import type { Report } from "../../../base/diagnostic.js";
import { nearest } from "../../../base/nearest.js";
import type { SourceText } from "../../../base/source-span.js";
import type { Draft, TableDraft } from "./draft.js";
import type { NameCheck } from "./reading.js";
import type { Token } from "./token.js";

/** Looks after the names that rules mention. */
export interface NameChecks {
  readonly of: (table: TableDraft) => NameCheck;
  /** Reports the names that nothing has, now that all has been read. */
  readonly finish: () => void;
}

interface Unknown {
  readonly table: TableDraft;
  readonly kind: "set" | "chain";
  readonly name: string;
  readonly token: Token;
}

/** Checks names against what a text makes, which may come after the rule that mentions it. */
export function createNameCheck(
  draft: Draft,
  { name: source }: SourceText,
  report: Report,
): NameChecks {
  const unknown: Unknown[] = [];
  return {
    of: (table) => ({
      set(name, token) {
        if (!table.sets.has(name)) unknown.push({ table, kind: "set", name, token });
      },
      chain(name, token) {
        if (!table.chains.has(name)) unknown.push({ table, kind: "chain", name, token });
      },
    }),
    finish() {
      const tables = new Set(draft.values());
      for (const { table, kind, name, token } of unknown) {
        const known = kind === "set" ? table.sets : table.chains;
        if (known.has(name) || !tables.has(table)) continue;
        const near = known.size > MOST_COMPARED ? null : nearest(name, known.keys());
        report(
          errorAt({ source, start: token.start, end: token.end }, `nft-unknown-${kind}`, {
            found: name,
            table: table.name,
            ...(near === null ? {} : { nearest: near }),
          }),
        );
      }
    },
  };
}

// A name is compared with each of these, letter by letter.
const MOST_COMPARED = 2_000;
