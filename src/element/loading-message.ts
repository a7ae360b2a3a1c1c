import { fill } from "../message/fill.js";
import type { InterfaceTexts } from "../message/interface/en.js";
import type { Loaded } from "./source.js";

/** What an element that does not play says, in a language; empty where it has not been asked to play anything. */
export function loadingMessage(loaded: Loaded<unknown>, texts: InterfaceTexts): string {
  switch (loaded.kind) {
    case "nothing":
      return "";
    case "loading":
      return texts.loading;
    case "failed":
      return fill(texts[loaded.key], loaded.parameters);
    case "ready":
      return texts["nothing-to-play"];
  }
}
