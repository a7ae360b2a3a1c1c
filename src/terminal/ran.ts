import type { NamespaceId } from "../trace/id.js";
import type { Outcome } from "../trace/outcome.js";
import type { Trace } from "../trace/trace.js";

/** A command of the play that has ended, and what it printed. */
export interface RanCommand {
  readonly namespace: NamespaceId;
  readonly command: string;
  readonly output: string;
  readonly outcome: Outcome;
}

/** The commands of a play that have ended after so many events, in their order. */
export function ranCommands({ events }: Trace): (index: number) => readonly RanCommand[] {
  const ended: { readonly at: number; readonly ran: RanCommand }[] = [];
  let command = "";
  for (const [index, event] of events.entries()) {
    if (event.kind === "request-started") ({ command } = event);
    if (event.kind !== "request-ended" || event.namespace === null) continue;
    const { namespace, output, outcome } = event;
    ended.push({ at: index, ran: { namespace, command, output, outcome } });
  }
  return (index) => ended.filter(({ at }) => at < index).map(({ ran }) => ran);
}
