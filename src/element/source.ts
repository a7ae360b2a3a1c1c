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

/** How far a player is with it. */
export type Loaded =
  | { readonly kind: "nothing" }
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly key: InterfaceKey; readonly parameters: Parameters }
  | {
      readonly kind: "ready";
      /** Null where the scenario has nothing that can be played. */
      readonly trace: Trace | null;
      readonly problems: Problems;
    };

/** The mistakes of a scenario and the texts that they are in, the scenario's own first. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
}

/** No mistakes. */
export const NO_PROBLEMS: Problems = { diagnostics: [], sources: [] };
