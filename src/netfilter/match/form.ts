import type { Family } from "../../base/address.js";
import type { DiagnosticParameters } from "../../base/diagnostic.js";
import type { WalkContext } from "../../trace/event/netfilter-event.js";
import type { Surroundings } from "./surroundings.js";
import type { Word } from "../iptables/word.js";

/** What a match or target is: how it is read, printed and tested. One file per form, all of them listed in `order.ts`. */
export interface MatchForm<Kind> {
  /** The name after `-m`; null for what a rule may say without loading a module. */
  readonly module: string | null;
  /** Its options with the number of words that each takes. */
  readonly options: Readonly<Record<string, number>>;
  /** The match for the options as given; null after a reported mistake. */
  read(given: readonly GivenOption[], reading: Reading): Kind | null;
  /** As iptables-save prints it, with `-m`; empty where it says nothing (`-s 0.0.0.0/0`). */
  print(match: Kind): string;
  /** Whether the packet fits; null where what is known does not suffice. */
  holds(match: Kind, evidence: Evidence): boolean | null;
  /** For a match that does not hold: the clause that failed and the packet's own value. */
  miss(match: Kind, evidence: Evidence): Miss;
}

/** Why a rule did not match: its clause as iptables-save prints it, and what the packet has instead. */
export interface Miss {
  readonly clause: string;
  readonly found: string;
}

/** One option of a rule, with its values. */
export interface GivenOption {
  readonly name: Word;
  readonly negated: boolean;
  readonly values: readonly Word[];
}

/** What a form needs while it reads. */
export interface Reading {
  readonly family: Family;
  /** Reports a mistake at a word. */
  mistake(at: Word, code: string, parameters?: DiagnosticParameters): null;
}

/** What is known of a packet while a rule is tested. */
export interface Evidence extends WalkContext {
  /** The host that the packet is on; null where only the recorded context is at hand. */
  readonly surroundings: Surroundings | null;
  /** A number in [0, 1) for `-m statistic`; null where it is not known. */
  draw(probability: number): number | null;
}
