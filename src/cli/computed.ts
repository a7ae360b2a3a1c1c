import type { SourceText } from "../base/source-span.js";
import { play } from "../pipeline.js";
import type { Trace } from "../trace/trace.js";
import { readTrace } from "../trace/read.js";
import { EXIT, Failure } from "./failure.js";
import type { ExitCode } from "./failure.js";
import { numberOption } from "./option.js";
import type { Arguments } from "./option.js";
import { reportProblems } from "./report-problems.js";
import { readSource } from "./session.js";
import type { Session } from "./session.js";

/** What a scenario came to, for the commands that print something of it. */
export interface Computed {
  readonly source: SourceText;
  readonly seed: number | null;
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
  const seed = numberOption(given, "seed", 0);
  if (source.text.trimStart().startsWith("{"))
    return { source, seed, trace: traceIn(source), exit: EXIT.done };
  const { trace, diagnostics } = play(source, seed === null ? {} : { seed });
  const exit = reportProblems(diagnostics, source, session);
  if (trace === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  return { source, seed, trace, exit };
}

function traceIn({ name, text }: SourceText): Trace {
  const read = readTrace(text);
  if ("trace" in read) return read.trace;
  const { path, expected } = read.problem;
  throw new Failure("not-a-trace", { file: name, path, expected }, EXIT.mistakes);
}
