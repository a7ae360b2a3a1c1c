import type { CaptionTexts } from "./caption/en.js";
import type { InterfaceTexts } from "./interface/en.js";
import type { ViewWords } from "./view/en.js";

/** A language: everything a player says in it. The sentences of diagnostics stand apart, for only the engine finds mistakes. */
export interface Catalogue {
  /** Its BCP 47 tag. */
  readonly language: string;
  readonly caption: CaptionTexts;
  readonly view: ViewWords;
  readonly interface: InterfaceTexts;
}
