import type { InterfaceTexts } from "./interface/en.js";

/** A language: everything a player says in it. */
export interface Catalogue {
  /** Its BCP 47 tag. */
  readonly language: string;
  /** Its own name for itself. */
  readonly name: string;
  readonly interface: InterfaceTexts;
}
