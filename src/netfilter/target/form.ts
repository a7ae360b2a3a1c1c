import type { Family } from "../../base/address.js";
import type { Word } from "../iptables/word.js";
import type { GivenOption, Reading } from "../match/form.js";
import type { Act, Acting } from "./act.js";
import type { TargetPlace } from "./place.js";

/** What a target is: how it is read, printed and executed. One file per form, all of them listed in `order.ts`. */
export interface TargetForm<Kind> {
  /** The names after `-j`. */
  readonly names: readonly string[];
  /** The one family that has it; null for both. */
  readonly family: Family | null;
  /** Its options with the number of words that each takes. */
  readonly options: Readonly<Record<string, number>>;
  /** The target for the name and options as given; null after a reported mistake, and for a use that is not known here. */
  read(name: Word, given: readonly GivenOption[], reading: Reading): Kind | null;
  /** As iptables-save prints it, with `-j`. */
  print(target: Kind): string;
  /** Where the kernel takes the rule; null for anywhere. */
  place(target: Kind): TargetPlace | null;
  /** What it does with a packet that fits. */
  act(target: Kind, at: Acting): Act;
}
