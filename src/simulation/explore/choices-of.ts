import type { TraceEvent } from "../../trace/event/event.js";
import type { Choice } from "../../trace/exploration.js";
import type { PacketId } from "../../trace/id.js";
import type { Drawn } from "./drawn.js";
import { choiceOf } from "./weigh.js";

/** The choices on a packet's way: its draws, and behind them the rule that takes whatever is left. */
export function choicesOf(
  events: readonly TraceEvent[],
  packet: PacketId,
  draws: readonly Drawn[],
): readonly Choice[] {
  const choices = draws.map(choiceOf);
  const last = draws.at(-1);
  if (last === undefined || last.taken) return choices;
  const rest = events.find(
    (event) =>
      event.kind === "rule-hit" &&
      event.packet === packet &&
      event.namespace === last.namespace &&
      event.chain === last.chain &&
      event.rule > last.rule &&
      event.draws.some(({ rule }) => rule === last.rule),
  );
  if (rest?.kind !== "rule-hit") return choices;
  const { namespace, table, chain } = last;
  const sure = { taken: true, probability: "1", intended: "1" };
  return [...choices, { namespace, table, chain, rule: rest.rule, ...sure }];
}
