import { en as branches } from "./branches/en.js";
import type { BranchWords } from "./branches/en.js";
import { en as more } from "./more/en.js";
import type { MoreWords } from "./more/en.js";
import { en as stage } from "./stage/en.js";
import type { StageWords } from "./stage/en.js";

/** The English words in the pictures. */
export const en: typeof stage & typeof more & typeof branches = { ...stage, ...more, ...branches };

/** The words on the stage and in the views beside it, in one language. */
export type ViewWords = StageWords & MoreWords;

/** The words of all pictures, in one language. */
export type AllWords = ViewWords & BranchWords;
