import { required } from "../../src/base/assert.js";
import { play } from "../../src/pipeline.js";
import { hostNamed } from "../../src/terminal/host-named.js";
import type { HostMoment } from "../../src/terminal/moment.js";
import { runCommand } from "../../src/terminal/run-command.js";
import { momentsOf } from "../../src/terminal/terminal.js";
import type { Trace } from "../../src/trace/trace.js";

/** The trace of a scenario's text. */
export function traceOf(text: string): Trace {
  const { trace, diagnostics } = play({ name: "scenario", text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return required(trace, "a trace");
}

/** A host of a trace after its first `index` events, or at its end. */
export function hostMoment(trace: Trace, name: string, index = trace.events.length): HostMoment {
  const found = hostNamed(name, trace.header);
  if (found.kind !== "found") throw new Error(`no host ${name}; there are ${found.known.join()}`);
  return momentsOf(trace)(found.host, index);
}

/** What a command prints there, or the key of why it is declined. */
export function shown(moment: HostMoment, line: string): string {
  const answer = runCommand(line, moment);
  return answer.kind === "declined" ? `!${answer.key}` : `${answer.output}${answer.error}`;
}
