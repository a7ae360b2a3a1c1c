import type { Exploration } from "../../../trace/exploration.js";
import type { BranchInput } from "../input.js";

/** What the picture is about. */
export interface ShownExploration {
  /** The request that runs, or that begins next; counted from 1. */
  readonly request: number;
  /** That request's branches, or else those of one that was explored; null where none was. */
  readonly exploration: Exploration | null;
}

/** The exploration to show at a step: that of the request under way, or the last one before it, or the first of the trace. */
export function shownExploration({ after, branches, trace }: BranchInput): ShownExploration {
  const told = after.exploration;
  const request = Math.max(told?.request ?? 0, after.request?.id ?? 0, 1);
  if (told?.request === request) return { request, exploration: told };
  return { request, exploration: branches?.explored.get(request) ?? told ?? firstOf(trace.events) };
}

function firstOf(events: BranchInput["trace"]["events"]): Exploration | null {
  const first = events.find(({ kind }) => kind === "choices-explored");
  return first?.kind === "choices-explored" ? first : null;
}
