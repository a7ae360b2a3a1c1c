import { parseArgs } from "node:util";
import type { Command } from "./command.js";
import { Failure } from "./failure.js";
import { COMMON_OPTIONS } from "./option.js";
import type { Arguments } from "./option.js";

/** Reads what was typed after the command's name. */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const given = parse(command, argv);
  const extra = given.words[command.mostWords];
  if (extra !== undefined) throw new Failure("too-many-arguments", { argument: extra });
  return given;
}

function parse(command: Command, argv: readonly string[]): Arguments {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(
    ([name, option]) => [
      name,
      {
        type: option.value === undefined ? "boolean" : "string",
        ...(option.letter === undefined ? {} : { short: option.letter }),
        multiple: option.many === true,
      } as const,
    ],
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(options) as Record<
        string,
        { type: "string" | "boolean"; short?: string; multiple?: boolean }
      >,
      allowPositionals: true,
    });
    return { values: values as Arguments["values"], words: positionals };
  } catch (error) {
    // Node's own sentence names the option; it says more than ours could.
    throw new Failure("unknown-option", { reason: firstSentence(error) });
  }
}

function firstSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split(/\. /)[0] ?? text;
}
