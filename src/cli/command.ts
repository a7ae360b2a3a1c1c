import type { CommandKey } from "../message/command/en.js";
import type { ExitCode } from "./failure.js";
import type { Arguments, Option } from "./option.js";
import type { Session } from "./session.js";

/** One command of the command line: a file in `command/` and a row in `command/order.ts`. */
export interface Command {
  readonly name: string;
  /** How its words are typed: `FILE`, `FILE NAME [TYPE]`. */
  readonly words: string;
  /** How many words it takes at most. */
  readonly mostWords: number;
  readonly about: CommandKey;
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (given: Arguments, session: Session) => ExitCode | Promise<ExitCode>;
}
