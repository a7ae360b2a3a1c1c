import { HopwiseCompare } from "./element/compare/hopwise-compare.js";
import { defineTag } from "./element/define-tag.js";
import { HopwisePlayer } from "./play.js";

// Importing this file gives pages both tags: a page that compares has the player, too, for both are made of the same
// pieces. It does not import define.ts: what two entries share is built into a piece that bundlers take for one without
// effects, and the tag would be lost.
defineTag("hopwise-player", HopwisePlayer);
defineTag("hopwise-compare", HopwiseCompare);

declare global {
  interface HTMLElementTagNameMap {
    "hopwise-compare": HopwiseCompare;
  }
}

export { HopwiseCompare };
