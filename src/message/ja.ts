import { ja as caption } from "./caption/ja.js";
import type { Catalogue } from "./catalogue.js";
import { ja as interfaceTexts } from "./interface/ja.js";
import { ja as view } from "./view/ja.js";

/** Japanese. */
export const ja: Catalogue = { language: "ja", caption, view, interface: interfaceTexts };
