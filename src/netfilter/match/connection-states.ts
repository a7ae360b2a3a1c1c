import type { Evidence, GivenOption, Reading } from "./form.js";

/** A list of connection states; `SNAT` and `DNAT` are said of the connection beside its state. */
export interface StateClause {
  readonly negated: boolean;
  readonly states: readonly string[];
}

/** The states in the order in which iptables-save lists them. */
export const STATES: readonly string[] = [
  "INVALID",
  "NEW",
  "RELATED",
  "ESTABLISHED",
  "UNTRACKED",
  "SNAT",
  "DNAT",
];

/** Reads `NEW,ESTABLISHED`. */
export function readStates(option: GivenOption, reading: Reading): StateClause | null {
  const word = option.values[0];
  if (word === undefined) return null;
  const given = word.text.toUpperCase().split(",");
  const wrong = given.find((state) => !STATES.includes(state));
  if (wrong !== undefined)
    return reading.mistake(word, "rules-not-a-state", { found: wrong, expected: STATES });
  return { negated: option.negated, states: STATES.filter((state) => given.includes(state)) };
}

/** `! --ctstate NEW,ESTABLISHED`. */
export function printStates(option: string, { negated, states }: StateClause): string {
  return `${negated ? "! " : ""}${option} ${states.join(",")}`;
}

/** Whether the connection's state, or `SNAT` or `DNAT` beside it, is in the list. */
export function statesHold({ negated, states }: StateClause, { state, status }: Evidence): boolean {
  // A packet that conntrack holds nothing about is INVALID to this match (xt_conntrack).
  const fits = states.includes(state ?? "INVALID") || status.some((bit) => states.includes(bit));
  return fits !== negated;
}

/** `NEW`, `ESTABLISHED,DNAT`: what the packet has. */
export function statesFound({ state, status }: Evidence): string {
  return [state ?? "INVALID", ...status].join(",");
}
