import { warningAt } from "../../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../../base/diagnostic.js";
import type { SourceText } from "../../../base/source-span.js";
import type { RuleOwner } from "../../rule-set.js";
import { NO_NFTABLES } from "../model/nftables.js";
import type { Nftables } from "../model/nftables.js";
import { createCursor } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { draftOf, finished } from "./draft.js";
import { createNameCheck } from "./name-check.js";
import { readCommand } from "./read-command.js";
import { skipRest } from "./read-rule.js";
import { tokensOf } from "./token.js";

/** Tables after a text, and the mistakes in it. */
export interface ReadNft {
  readonly nftables: Nftables;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the text came from. */
export interface NftOrigin {
  readonly owner: RuleOwner;
}

// A hostile text may have a mistake in every line; nobody reads more than these.
const MOST_MISTAKES = 100;

/** Reads what `nft list ruleset` prints, or the commands that `nft -f` takes, from nothing. */
export function readNft(source: SourceText, origin: NftOrigin): ReadNft {
  return applyNft(NO_NFTABLES, source, origin);
}

/**
 * What commands make of tables. What cannot be read is reported with its place, and the rest counts; nft itself would
 * take nothing of a text with a mistake.
 */
export function applyNft(before: Nftables, source: SourceText, { owner }: NftOrigin): ReadNft {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (found) => {
    if (diagnostics.length < MOST_MISTAKES) diagnostics.push(found);
    else if (diagnostics.length === MOST_MISTAKES)
      diagnostics.push(warningAt(found.span, "nft-too-many-mistakes", { max: MOST_MISTAKES }));
  };
  const cursor = createCursor([...tokensOf(source.text)], source, report);
  const draft = draftOf(before);
  const names = createNameCheck(draft, source, report);
  while (cursor.peek() !== null) {
    if (cursor.skip("\n") || cursor.skip(";")) continue;
    const isRead = readCommand(cursor, { draft, owner, names });
    if (isRead && isAtStatementEnd(cursor)) continue;
    if (isRead) cursor.mistake("nft-unexpected", { expected: [";"] });
    skipRest(cursor);
    // A brace that closes nothing must not stop the reading.
    cursor.skip("}");
  }
  names.finish();
  return { nftables: finished(draft), diagnostics };
}

function isAtStatementEnd(cursor: Cursor): boolean {
  return cursor.peek() === null || cursor.isAt("\n", ";");
}
