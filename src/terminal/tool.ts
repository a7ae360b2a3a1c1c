import type { Answer } from "./answer.js";
import type { HostMoment } from "./moment.js";

/** A tool that is imitated: a file (or folder) and a line in `order.ts`. Nothing is ever executed. */
export interface Tool {
  readonly name: string;
  /** Whether it needs all rules of the host. */
  readonly asksRules?: boolean;
  /** How it may be used here, in the words of its manual. */
  readonly forms: readonly string[];
  /** Commands worth asking on this host, the usual ones first. */
  readonly examples: (moment: HostMoment) => readonly string[];
  /** Whether it prints the same on whichever host it runs. */
  readonly isSameEverywhere?: true;
  /** What it prints for the words after its name. */
  readonly run: (words: readonly string[], moment: HostMoment) => Answer;
}

/** A tool that cannot answer these words here, with what it can. */
export function usageOf({ name, forms }: Pick<Tool, "name" | "forms">, word: string): Answer {
  return {
    kind: "declined",
    key: "unknown-form",
    parameters: { tool: name, word, known: forms.map((form) => `\n  ${form}`).join("") },
  };
}
