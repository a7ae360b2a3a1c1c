import type { Mark } from "./mark/mark.js";
import type { Motion } from "./motion.js";

/**
 * A picture as data: marks that stand still, and motions of marks during the step. Both renderers draw it without
 * measuring or deciding anything; colours are roles, which `palette.ts` turns into light or dark ones.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** One sentence: what the picture shows; becomes `<title>`. */
  readonly title: string;
  /** The step in words; becomes `<desc>`. */
  readonly description: string;
  readonly marks: readonly Mark[];
  readonly motions: readonly Motion[];
  /** What must be in sight where the picture is higher than its place. */
  readonly focus?: { readonly y: number; readonly height: number };
}
