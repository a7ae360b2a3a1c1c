import type { CaptionTexts, SomeCaptionTexts } from "./caption/en.js";
import type { InterfaceTexts } from "./interface/en.js";
import type { StageWords } from "./view/stage/en.js";
import type { AllWords } from "./view/en.js";

/** A language: everything a player says in it. The sentences of diagnostics stand apart, for only the engine finds mistakes. */
export interface Catalogue {
  /** Its BCP 47 tag. */
  readonly language: string;
  readonly caption: CaptionTexts;
  readonly view: AllWords;
  readonly interface: InterfaceTexts;
}

/** A language as far as it has been fetched: what is said of hosts, and the words of all views but the stage, may come later. */
export interface SomeCatalogue {
  readonly language: string;
  readonly caption: SomeCaptionTexts;
  readonly view: StageWords;
  readonly interface: InterfaceTexts;
}
