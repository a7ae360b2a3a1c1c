import { en as more } from "./more/en.js";
import { en as stage } from "./stage/en.js";

/** The English words in the pictures. */
export const en: typeof stage & typeof more = { ...stage, ...more };

/** The words that the pictures need, in one language. */
export type ViewWords = Readonly<Record<keyof typeof en, string>>;
