// A page that compares has the player, too: both are made of the same pieces.
import "./define.js";
import { HopwiseCompare } from "./element/compare/hopwise-compare.js";

// Importing this file gives pages the tag; a second copy of it on a page leaves the first one's alone.
if (typeof customElements !== "undefined" && !customElements.get("hopwise-compare")) {
  customElements.define("hopwise-compare", HopwiseCompare);
}

declare global {
  interface HTMLElementTagNameMap {
    "hopwise-compare": HopwiseCompare;
  }
}

export { HopwiseCompare };
