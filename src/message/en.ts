import type { Catalogue } from "./catalogue.js";
import { en as interfaceTexts } from "./interface/en.js";

/** English. */
export const en: Catalogue = {
  language: "en",
  name: "English",
  interface: interfaceTexts,
};
