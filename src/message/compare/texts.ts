import { en } from "./en.js";
import type { CompareTexts } from "./en.js";
import { ja } from "./ja.js";

const TEXTS: Readonly<Record<string, CompareTexts>> = { en, ja };

/** The texts of a comparison in the language with this tag; English where there are none. */
export function compareTexts(language: string): CompareTexts {
  return TEXTS[language] ?? en;
}
