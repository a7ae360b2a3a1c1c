import type { Disposition } from "./event/network-event.js";
import type { Outcome } from "./outcome.js";
import type { NamespaceId, PacketId, RequestId } from "./id.js";

/** Everything that chance could have made of a request, one tree for each kind of packet that chance decides about. */
export interface Exploration {
  readonly request: RequestId;
  readonly command: string;
  readonly trees: readonly ChoiceTree[];
}

/** The tree that the request itself chooses by, and no look-up on its behalf; undefined where chance decides nothing. */
export function ownTree<Tree extends { readonly isLookup: boolean }>(
  trees: readonly Tree[],
): Tree | undefined {
  return trees.find(({ isLookup }) => !isLookup) ?? trees[0];
}

/** The fates of one first packet, with what each of them weighs. */
export interface ChoiceTree {
  /** The packet, as it is in the play that was explored. */
  readonly packet: PacketId;
  /** Where it was made, and by which program. */
  readonly namespace: NamespaceId;
  readonly program: string;
  /** Whether it asks a name server on behalf of the request, which is for something else. */
  readonly isLookup: boolean;
  /** `default/example:80/tcp`; null where it was sent to no Service's address. */
  readonly service: string | null;
  /** `10.96.1.64:80`. */
  readonly destination: string;
  readonly protocol: string;
  /** How many packets of the request have a choice like this, each for itself. */
  readonly times: number;
  readonly decidedBy: Decider;
  /** How IPVS came to its choice: `rr: next after 10.244.1.3:80`; null where it made none. */
  readonly scheduled: string | null;
  readonly branches: readonly Branch[];
  /** What the branches weigh that were too many to be played; `0` where there are none. */
  readonly unplayed: string;
}

/** What chose the endpoint: `chance`; a memory of the client (`affinity`); a scheduler of IPVS; or rules that leave no choice. */
export type Decider = "chance" | "affinity" | "scheduler" | "rules";

/** One fate: the choices that lead to it, and what it comes to. Fractions are exact, written as `715827883/2147483648`. */
export interface Branch {
  /** From 1, in the order of the rules. */
  readonly number: number;
  readonly choices: readonly Choice[];
  /** The product of the choices as the kernel makes them. */
  readonly probability: string;
  /** The product of what whoever wrote the rules meant. */
  readonly intended: string;
  /** Where the packet's destination was translated to: `10.244.1.3:80`; null where it was not. */
  readonly endpoint: string | null;
  /** The pod and the node of the endpoint, by their names. */
  readonly pod: string | null;
  readonly node: string | null;
  /** The source address that a rule gave it; null where it keeps its own. */
  readonly masqueradedAs: string | null;
  readonly disposition: Disposition | null;
  /** What the whole request came to. */
  readonly outcome: Outcome | null;
  readonly status: number | null;
  /** Whether the play itself took this branch. */
  readonly isPlayed: boolean;
}

/** A draw on the way, or the rule behind the draws that takes what is left. */
export interface Choice {
  readonly namespace: NamespaceId;
  readonly table: string;
  readonly chain: string;
  /** From 1. */
  readonly rule: number;
  /** Whether the packet went the rule's way. */
  readonly taken: boolean;
  /** How probable that was to the kernel, and how probable it was meant to be. */
  readonly probability: string;
  readonly intended: string;
}
