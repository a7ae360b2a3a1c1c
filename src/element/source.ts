import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceText } from "../base/source-span.js";
import type { InterfaceKey } from "../message/interface/en.js";
import type { Parameters } from "../message/fill.js";
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
}

/** The mistakes of a scenario and the texts that they are in, the scenario's own first. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
}

/** No mistakes. */
export const NO_PROBLEMS: Problems = { diagnostics: [], sources: [] };
