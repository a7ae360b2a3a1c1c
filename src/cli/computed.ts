import type { SourceText } from "../base/source-span.js";
import { isManifest } from "../language/manifest/manifest-document.js";
import { play } from "../pipeline.js";
import { chosenBranch } from "./explore/chosen-branch.js";
import type { Trace } from "../trace/trace.js";
import { readTrace } from "../trace/read.js";
import { EXIT, Failure } from "./failure.js";
import type { ExitCode } from "./failure.js";
import { refuseMore } from "./further-files.js";
import { givenOptions } from "./given-options.js";
import type { Arguments } from "./option.js";
import { reportProblems } from "./report-problems.js";
import { readSource, say } from "./session.js";
import type { Session } from "./session.js";

/** What a scenario came to, for the commands that print something of it. */
export interface Computed {
  readonly source: SourceText;
  /** Every text that the trace was made of, the file's own first. */
  readonly sources: readonly SourceText[];
  readonly seed: number | null;
  /** Whether the file alone says it all; not so where dumps have taken the place of rules. */
  readonly isGiven: boolean;
  readonly trace: Trace;
  /** The code to end with once the data is printed. */
  readonly exit: ExitCode;
}

/** How a command computes. */
export interface ComputeOptions {
  /** Whether a cluster alone plays a request to its first Service. */
  readonly asks?: boolean;
  /** Whether words may follow the files. */
  readonly more?: boolean;
  /** Whether the trace lists every rule, however many Services there are. */
  readonly wholeRules?: boolean;
  /** The host that is asked about; it is wired, however large the cluster. */
  readonly host?: string | null;
}

/**
 * Computes the scenario that a command names, and reports its mistakes on standard error; what could be read is computed
 * all the same. The file may also be a trace, as `hopwise trace --json` wrote it.
 */
export function computed(
  given: Arguments,
  session: Session,
  { asks = false, more = false, wholeRules = false, host = null }: ComputeOptions = {},
): Computed {
  if (!more) refuseMore(given);
  const source = readSource(given, session);
  const options = { ...givenOptions(given, session).options, asks };
  const { seed = null, dumps = [] } = options;
  if (isTrace(source)) {
    const trace = traceIn(source);
    return { source, sources: [source], seed, isGiven: true, trace, exit: EXIT.done };
  }
  const chosen = chosenBranch(given, source, options);
  const { loaded, trace, diagnostics } = play(source, {
    ...options,
    chosen,
    wholeRules,
    wires: host === null ? [] : [host],
  });
  const { sources, asked } = loaded;
  const exit = reportProblems(diagnostics, sources, session);
  if (trace === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  if (asked !== null) say(session, "asked", { file: source.name, request: asked });
  return { source, sources, seed, isGiven: dumps.length === 0, trace, exit };
}

// Kubernetes objects may be JSON, too.
function isTrace(source: SourceText): boolean {
  return source.text.trimStart().startsWith("{") && !isManifest(source);
}

function traceIn({ name, text }: SourceText): Trace {
  const read = readTrace(text);
  if ("trace" in read) return read.trace;
  const { path, expected } = read.problem;
  throw new Failure("not-a-trace", { file: name, path, expected }, EXIT.mistakes);
}
