import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { PlayOptions } from "../pipeline.js";
import type { Trace } from "../trace/trace.js";

type ChosenBranch = NonNullable<PlayOptions["chosen"]>;

/** Reads `2:3`, the third branch of the second request; null for anything else. */
export function readBranch(text: string): ChosenBranch | null {
  const [, request, branch] = /^(\d{1,6}):(\d{1,6})$/.exec(text) ?? [];
  return request === undefined ? null : { request: Number(request), branch: Number(branch) };
}

/** The mistake of a branch whose request a play does not have, or that names none; placed at the beginning of its text. */
export function branchMistakes(
  text: string,
  name: string,
  { events }: Pick<Trace, "events">,
): readonly Diagnostic[] {
  const requests = events.filter(({ kind }) => kind === "request-started").length;
  const chosen = readBranch(text);
  const isThere = chosen !== null && chosen.request >= 1 && chosen.request <= requests;
  if (text === "" || isThere) return [];
  const span = { source: name, start: 0, end: 0 };
  return [errorAt(span, "no-such-branch", { branch: text, requests })];
}
