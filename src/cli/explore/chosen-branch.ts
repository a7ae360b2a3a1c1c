import type { LoadOptions } from "../../language/load.js";
import type { SourceText } from "../../base/source-span.js";
import { exploreRequest } from "../../pipeline.js";
import type { PlayOptions } from "../../pipeline.js";
import { ownTree } from "../../trace/exploration.js";
import { Failure } from "../failure.js";
import { numberOption } from "../option.js";
import type { Arguments } from "../option.js";

/** The branch that `--branch` names, of the request that `--request` names, the first unless said; null where none is named. */
export function chosenBranch(
  given: Arguments,
  source: SourceText,
  options: LoadOptions,
): NonNullable<PlayOptions["chosen"]> | null {
  const branch = numberOption(given, "branch", 1);
  if (branch === null) return null;
  const request = numberOption(given, "request", 1) ?? 1;
  const trees = exploreRequest(source, request, options)?.trees ?? [];
  const count = ownTree(trees)?.branches.length ?? 0;
  if (branch > count) throw new Failure("no-such-branch", { request, branch, count });
  return { request, branch };
}
