import type { Report } from "../../base/diagnostic.js";
import type { Draft } from "../draft.js";

/** One step from a tree to a scenario: reads the draft, reports mistakes, and returns the draft with its own part in it. */
export interface Pass {
  readonly name: string;
  readonly run: (draft: Draft, report: Report) => Draft;
}
