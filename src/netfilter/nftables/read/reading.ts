import type { NftFamily } from "../model/nftables.js";
import type { Token } from "./token.js";

/** Takes note of a name that a rule mentions, so that one that nothing has can be told. */
export interface NameCheck {
  readonly set: (name: string, token: Token) => void;
  readonly chain: (name: string, token: Token) => void;
}

/** What reading a rule depends on. */
export interface RuleReading {
  readonly family: NftFamily;
  readonly names: NameCheck;
  /** Whether the rule stands in a listed table, as the kernel has it, and not in a command. */
  readonly isListed: boolean;
}

/** What reading a lookup depends on. */
export type LookupReading = Pick<RuleReading, "names" | "isListed">;
