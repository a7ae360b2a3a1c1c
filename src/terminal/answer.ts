import type { TerminalKey } from "../message/terminal/en.js";
import type { Parameters } from "../message/fill.js";

/** What a tool printed, on which stream, and the status that it ended with. */
export interface Printed {
  readonly kind: "printed";
  readonly output: string;
  readonly error: string;
  readonly status: number;
}

/** What this terminal cannot answer: the sentence's key and its words. */
export interface Declined {
  readonly kind: "declined";
  readonly key: TerminalKey;
  readonly parameters: Parameters;
}

/** The answer to a command. */
export type Answer = Printed | Declined;

/** A tool that did what it was asked. */
export function printed(output: string): Printed {
  return { kind: "printed", output, error: "", status: 0 };
}

/** A tool that refused, in its own words. */
export function refused(error: string, status: number): Printed {
  return { kind: "printed", output: "", error, status };
}

/** What is not imitated. */
export function declined(key: TerminalKey, parameters: Parameters = {}): Declined {
  return { kind: "declined", key, parameters };
}
