import type { Family } from "../../../base/address.js";
import type { TranslationRange } from "../../target/translation.js";
import type { NftExpression } from "../expression/expression.js";
import type { ElementIndex } from "./element.js";
import type { NftVerdict } from "./verdict.js";

/** A piece of a rule: a question, or something that is done. */
export type RulePart =
  | MatchPart
  | { readonly kind: "verdict"; readonly verdict: NftVerdict }
  /** A lookup whose element says what becomes of the packet; without one the rule ends. */
  | { readonly kind: "vmap"; readonly of: NftExpression; readonly map: Lookup }
  | { readonly kind: "reject"; readonly with: NftReject }
  | MarkPart
  | TranslatePart
  /** Puts a key into a set, or lets it stay longer. */
  | {
      readonly kind: "update";
      readonly operation: "add" | "update" | "delete";
      readonly set: string;
      readonly key: NftExpression;
      /** In seconds; null where the set's own counts. */
      readonly timeout: number | null;
    }
  | { readonly kind: "counter" }
  /** Nobody here knows what it does: a walk ends there. */
  | { readonly kind: "opaque"; readonly text: string };

/** Holds where what is asked for is among some values, or is not. */
export interface MatchPart {
  readonly kind: "match";
  readonly of: NftExpression;
  readonly negated: boolean;
  readonly values: Lookup;
}

/** What is looked up in: a named set, or elements that stand in the rule itself. */
export type Lookup =
  | { readonly kind: "named"; readonly name: string }
  | {
      readonly kind: "anonymous";
      readonly elements: ElementIndex;
      /** Whether it is written with braces; a single value is not. */
      readonly braces: boolean;
    };

/** Gives the packet a mark. */
export interface MarkPart {
  readonly kind: "mark";
  /** What is done with the old mark; `set` forgets it. */
  readonly operation: "set" | "and" | "or" | "xor";
  readonly value: number;
}

/** Settles where a connection comes from or goes to. */
export interface TranslatePart {
  readonly kind: "translate";
  readonly statement: "dnat" | "snat" | "masquerade" | "redirect";
  /** The family that is named in the statement: `dnat ip to …`. */
  readonly family: "ip" | "ip6" | null;
  /** Where to; null for what the statement itself says. */
  readonly to: TranslationGoal | null;
  readonly options: readonly TranslationOption[];
}

/** Where to, as it stands in the rule or as a map says. */
export type TranslationGoal =
  | { readonly kind: "range"; readonly range: TranslationRange }
  | { readonly kind: "map"; readonly of: NftExpression; readonly map: Lookup };

/** The options of a translation, in the order in which nft prints them. */
export type TranslationOption = "random" | "fully-random" | "persistent";

/** The answer of `reject`. */
export interface NftReject {
  /** For each family by iptables' name: `icmp-port-unreachable`, `tcp-reset`. */
  readonly with: Readonly<Record<Family, string>>;
  /** As nft prints it behind the word; empty for its default. */
  readonly text: string;
}
