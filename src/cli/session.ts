import type { SourceText } from "../base/source-span.js";
import type { CommandKey, CommandTexts } from "../message/command/en.js";
import { fill } from "../message/fill.js";
import type { Parameters } from "../message/fill.js";
import { EXIT, Failure } from "./failure.js";
import { textOption } from "./option.js";
import type { Arguments } from "./option.js";
import type { World } from "./world.js";

/** One run of a command: the world it touches and the language it speaks. */
export interface Session {
  readonly world: World;
  readonly language: "en" | "ja";
  readonly texts: CommandTexts;
  /** Whether only errors are wanted on standard error. */
  readonly quiet: boolean;
}

/** Prints a message to standard error, unless it shall be quiet. */
export function say(session: Session, key: CommandKey, parameters: Parameters = {}): void {
  if (!session.quiet) session.world.err(`${fill(session.texts[key], parameters)}\n`);
}

/** The word that names the file. */
export function fileOf(given: Arguments): string {
  const file = given.words[0];
  if (file === undefined) throw new Failure("missing-file");
  return file;
}

/** The text of the file that the command names. */
export function readSource(given: Arguments, session: Session): SourceText {
  return readFile(fileOf(given), session);
}

/** The text of a file. */
export function readFile(file: string, session: Session): SourceText {
  try {
    return { name: file, text: session.world.read(file) };
  } catch (error) {
    throw new Failure("unreadable-file", { file, reason: reasonOf(error) }, EXIT.outside);
  }
}

/** Prints data to standard output, or to the file that `-o` names. */
export function printData(text: string, given: Arguments, session: Session): void {
  const file = textOption(given, "output");
  if (file === null || file === "-") session.world.out(text);
  else writeFile(file, text, session);
}

/** Writes a file. */
export function writeFile(file: string, text: string, session: Session): void {
  try {
    session.world.write(file, text);
  } catch (error) {
    throw new Failure("unwritable-file", { file, reason: reasonOf(error) }, EXIT.outside);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
