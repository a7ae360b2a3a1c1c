import { base as caption } from "./caption/base/en.js";
import type { SomeCatalogue } from "./catalogue.js";
import { en as interfaceTexts } from "./interface/en.js";
import { en as view } from "./view/stage/en.js";

/** What a player says in English before it has fetched more. */
export const playerEn: SomeCatalogue = { language: "en", caption, view, interface: interfaceTexts };
