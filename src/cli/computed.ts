import type { SourceText } from "../base/source-span.js";
import { play } from "../pipeline.js";
import { chosenBranch } from "./explore/chosen-branch.js";
import type { Trace } from "../trace/trace.js";
import { readTrace } from "../trace/read.js";
import { EXIT, Failure } from "./failure.js";
import type { ExitCode } from "./failure.js";
import { givenOptions } from "./given-options.js";
import type { Arguments } from "./option.js";
import { reportProblems } from "./report-problems.js";
import { readSource } from "./session.js";
import type { Session } from "./session.js";

/** What a scenario came to, for the commands that print something of it. */
export interface Computed {
  readonly source: SourceText;
  readonly seed: number | null;
  /** Whether the file alone says it all; not so where dumps have taken the place of rules. */
  readonly isGiven: boolean;
  readonly trace: Trace;
  /** The code to end with once the data is printed. */
  readonly exit: ExitCode;
}

/**
 * Computes the scenario that a command names, and reports its mistakes on standard error; what could be read is computed
 * all the same. The file may also be a trace, as `hopwise trace --json` wrote it.
 */
export function computed(given: Arguments, session: Session): Computed {
  const source = readSource(given, session);
  const { options, sources } = givenOptions(given, session);
  const { seed = null } = options;
  if (source.text.trimStart().startsWith("{"))
    return { source, seed, isGiven: true, trace: traceIn(source), exit: EXIT.done };
  const chosen = chosenBranch(given, source, options);
  const { trace, diagnostics } = play(source, { ...options, chosen });
  const exit = reportProblems(diagnostics, [source, ...sources], session);
  if (trace === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  return { source, seed, isGiven: sources.length === 0, trace, exit };
}

function traceIn({ name, text }: SourceText): Trace {
  const read = readTrace(text);
  if ("trace" in read) return read.trace;
  const { path, expected } = read.problem;
  throw new Failure("not-a-trace", { file: name, path, expected }, EXIT.mistakes);
}
