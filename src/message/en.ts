import { en as caption } from "./caption/en.js";
import type { Catalogue } from "./catalogue.js";
import { en as interfaceTexts } from "./interface/en.js";
import { en as view } from "./view/en.js";

/** English. */
export const en: Catalogue = { language: "en", caption, view, interface: interfaceTexts };
