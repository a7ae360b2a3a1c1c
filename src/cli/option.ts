import { Failure } from "./failure.js";
import type { CommandKey } from "../message/command/en.js";

/** An option of a command: its letter, what its value is called in the help, and its sentence. */
export interface Option {
  readonly letter?: string;
  /** Left out for an option without a value. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly many?: true;
  readonly about: CommandKey;
}

/** The options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  lang: { value: "LANG", about: "option-lang" },
  quiet: { letter: "q", about: "option-quiet" },
  help: { letter: "h", about: "option-help" },
};

/** The options of commands that compute a scenario. */
export const SEED_OPTION: Readonly<Record<string, Option>> = {
  seed: { value: "N", about: "option-seed" },
};

/** The options of commands that compute a scenario in which hosts may have the rules of real ones. */
export const RULES_OPTION: Readonly<Record<string, Option>> = {
  rules: { value: "NODE=FILE", many: true, about: "option-rules" },
};

/** The options of commands that print data. */
export const OUTPUT_OPTION: Readonly<Record<string, Option>> = {
  output: { letter: "o", value: "FILE", about: "option-output" },
};

/** What was typed: options by name and the words beside them. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly words: readonly string[];
}

/** The text of an option; null where it was not given. */
export function textOption(given: Arguments, name: string): string | null {
  const value = given.values[name];
  return typeof value === "string" ? value : null;
}

/** The texts of an option that may be given several times, in order. */
export function textsOption(given: Arguments, name: string): readonly string[] {
  const value = given.values[name];
  return typeof value === "object" ? value : [];
}

/** Whether an option without a value was given. */
export function hasOption(given: Arguments, name: string): boolean {
  return given.values[name] === true;
}

/** A whole number from `least` up; null where it was not given. */
export function numberOption(given: Arguments, name: string, least: number): number | null {
  const value = textOption(given, name);
  if (value === null) return null;
  const number = Number(value);
  if (!/^\d{1,9}$/.test(value) || number < least)
    throw new Failure("bad-number", { option: name, least, value });
  return number;
}

/** One of the choices, the first of them where nothing was given. */
export function choiceOption<Choice extends string>(
  given: Arguments,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = textOption(given, name) ?? choices[0];
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new Failure("bad-choice", { option: name, choices, value });
  return choice;
}
