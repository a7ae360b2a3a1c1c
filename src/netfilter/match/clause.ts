import type { GivenOption, Reading } from "./form.js";

/** `! --ctdir REPLY`: an option as iptables-save prints it. */
export function printClause(option: string, negated: boolean, value: string | number = ""): string {
  return `${negated ? "! " : ""}${option}${value === "" ? "" : ` ${value}`}`;
}

/** Clauses with the module that asks them. */
export function printModule(module: string, clauses: readonly (string | null)[]): string {
  return ["-m", module, ...clauses.filter((clause) => clause !== null && clause !== "")].join(" ");
}

/** The option of this name, or of another name for the same. */
export function optionNamed(
  given: readonly GivenOption[],
  ...names: readonly string[]
): GivenOption | undefined {
  return given.find(({ name }) => names.includes(name.text));
}

/** Reports the first of these options that is negated though iptables does not take it so; whether there was one. */
export function refusesNegation(
  given: readonly GivenOption[],
  names: readonly string[],
  reading: Reading,
): boolean {
  const wrong = given.find(({ name, negated }) => negated && names.includes(name.text));
  if (wrong !== undefined) reading.mistake(wrong.name, "rules-not-negatable");
  return wrong !== undefined;
}
