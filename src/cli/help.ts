import { fill } from "../message/fill.js";
import type { CommandTexts } from "../message/command/en.js";
import type { Command } from "./command.js";
import { COMMON_OPTIONS } from "./option.js";
import type { Option } from "./option.js";

/** The help of the program as a whole. */
export function programHelp(commands: readonly Command[], texts: CommandTexts): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    texts["about-hopwise"],
    "",
    fill(texts.usage, { usage: "hopwise COMMAND FILE [OPTIONS]" }),
    "",
    texts.commands,
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${texts[command.about]}`),
    "",
    texts["more-help"],
    texts.exits,
    "",
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(
  command: Command,
  texts: CommandTexts,
  views: readonly string[],
): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  const rows = options.map(([name, option]) => [signatureOf(name, option), option] as const);
  const width = Math.max(...rows.map(([signature]) => signature.length));
  return [
    texts[command.about],
    "",
    fill(texts.usage, { usage: `hopwise ${command.name} ${command.words} [OPTIONS]` }),
    "",
    texts.options,
    ...rows.map(
      ([signature, option]) =>
        `  ${signature.padEnd(width)}  ${fill(texts[option.about], { views })}`,
    ),
    "",
  ].join("\n");
}

function signatureOf(name: string, option: Option): string {
  const letter = option.letter === undefined ? "    " : `-${option.letter}, `;
  return `${letter}--${name}${option.value === undefined ? "" : ` ${option.value}`}`;
}
