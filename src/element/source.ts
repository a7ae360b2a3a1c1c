import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceText } from "../base/source-span.js";
import type { InterfaceKey } from "../message/interface/en.js";
import type { Parameters } from "../message/fill.js";
import type { Exploration } from "../trace/exploration.js";
import type { Trace } from "../trace/trace.js";

/** Where a player's trace comes from. */
export type Origin =
  | { readonly kind: "nothing" }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "scenario"; readonly source: SourceText }
  | { readonly kind: "trace"; readonly trace: Trace };

/** How far an element is with it; `Content` is what it plays once it is ready. */
export type Loaded<Content = PlayedTrace> =
  | { readonly kind: "nothing" }
  | { readonly kind: "loading" }
  | Failed
  | ({ readonly kind: "ready"; readonly problems: Problems } & Content);

/** Why there is nothing to play. */
export interface Failed {
  readonly kind: "failed";
  readonly key: InterfaceKey;
  readonly parameters: Parameters;
}

/** What the player plays. */
export interface PlayedTrace {
  /** Null where the scenario has nothing that can be played. */
  readonly trace: Trace | null;
  /** Null where chance has decided nothing. */
  readonly branches: Branches | null;
}

/** What chance left open in a play. */
export interface Branches {
  /** Everything that chance can make of a request, counted from 1; null where a recorded trace is all there is: it cannot be played again. */
  readonly explore: ((request: number) => Exploration | null) | null;
}

/** What decides where a scenario leaves something to chance. */
export interface Chance {
  /** Another seed than the scenario's. */
  readonly seed: number | null;
  /** The branch of a request that shall be played, as `2:3`; empty for what the seed draws. */
  readonly branch: string;
}

/** The mistakes of a scenario and the texts that they are in, the scenario's own first. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
}

/** No mistakes. */
export const NO_PROBLEMS: Problems = { diagnostics: [], sources: [] };
