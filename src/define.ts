import { HopwisePlayer } from "./play.js";

// Importing this file gives pages the tag; a second copy of it on a page leaves the first one's alone.
if (typeof customElements !== "undefined" && !customElements.get("hopwise-player")) {
  customElements.define("hopwise-player", HopwisePlayer);
}

declare global {
  interface HTMLElementTagNameMap {
    "hopwise-player": HopwisePlayer;
  }
}

export { HopwisePlayer };
