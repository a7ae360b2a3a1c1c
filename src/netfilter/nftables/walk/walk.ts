import type { Emit } from "../../../trace/event/event.js";
import type { RuleVerdict, WalkContext } from "../../../trace/event/netfilter-event.js";
import type { HostView } from "../../host-view.js";
import type { TranslationRange } from "../../target/translation.js";
import type { BaseChain } from "./base-chains.js";
import type { SetMemory } from "./set-memory.js";

/** What a walk is made through and with. */
export interface NftWalk {
  readonly hook: string;
  readonly base: BaseChain;
  readonly context: WalkContext;
  readonly view: HostView;
  readonly memory: SetMemory;
  readonly now: number;
  /** The next number below a modulus. */
  readonly draw: (modulus: number) => number;
  readonly emit: Emit;
  /** Settles a translation and says what to. Null in chains that do not translate. */
  readonly translate: ((range: TranslationRange) => RuleVerdict) | null;
  /** Sends what `reject` answers, at once; null where that is done afterwards. */
  readonly answer: ((mark: number, rejectWith: string) => void) | null;
}
