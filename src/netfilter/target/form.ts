import type { GivenOption, Reading } from "../match/form.js";

/** What a target is: how it is read and printed. */
export interface TargetForm<Kind> {
  /** The names after `-j`. */
  readonly names: readonly string[];
  /** Its options with the number of words that each takes. */
  readonly options: Readonly<Record<string, number>>;
  /** The target for the name and options as given; null after a reported mistake. */
  read(name: string, given: readonly GivenOption[], reading: Reading): Kind | null;
  /** As iptables-save prints it, with `-j`. */
  print(target: Kind): string;
}
