import type { CommandKey } from "../message/command/en.js";
import type { Parameters } from "../message/fill.js";

/** The codes that the command line ends with. */
export const EXIT = { done: 0, mistakes: 1, usage: 2, outside: 3 } as const;

/** How the command line ended. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person who typed the command can mend; `main` prints its sentence and ends with its code. */
export class Failure extends Error {
  readonly key: CommandKey;
  readonly parameters: Parameters;
  readonly exit: ExitCode;

  constructor(key: CommandKey, parameters: Parameters = {}, exit: ExitCode = EXIT.usage) {
    super(key);
    this.key = key;
    this.parameters = parameters;
    this.exit = exit;
  }
}
