import { fill } from "../message/fill.js";
import type { TerminalTexts } from "../message/terminal/en.js";
import { createHistory } from "../trace/history.js";
import type { History } from "../trace/history.js";
import type { NamespaceHeader } from "../trace/header.js";
import type { Trace } from "../trace/trace.js";
import type { Answer } from "./answer.js";
import { countersOf } from "./iptables/counters.js";
import type { HostMoment } from "./moment.js";
import { ranCommands } from "./ran.js";

/** Makes the moments of a trace: a host after its first `index` events. */
export function momentsOf(
  trace: Trace,
  history: History = createHistory(trace),
): (host: NamespaceHeader, index: number) => HostMoment {
  const counters = countersOf(trace);
  const ran = ranCommands(trace);
  return (host, index) => ({
    header: trace.header,
    state: history.stateAt(index),
    host,
    counters: counters(index),
    ran: ran(index),
  });
}

/** An answer as a screen shows it: what the tool printed on either stream, or why it is not imitated. */
export function answerText(answer: Answer, texts: TerminalTexts): string {
  return answer.kind === "declined"
    ? `${fill(texts[answer.key], answer.parameters)}\n`
    : `${answer.output}${answer.error}`;
}
