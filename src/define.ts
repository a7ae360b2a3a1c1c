import { defineTag } from "./element/define-tag.js";
import { HopwisePlayer } from "./play.js";

// Importing this file gives pages the tag.
defineTag("hopwise-player", HopwisePlayer);

declare global {
  interface HTMLElementTagNameMap {
    "hopwise-player": HopwisePlayer;
  }
}

export { HopwisePlayer };
