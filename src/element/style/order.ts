import type { CSSResult } from "lit";
import { colours } from "./colours.js";
import { controls } from "./controls.js";
import { frame } from "./frame.js";
import { panels } from "./panels.js";

/** The player's styles; later ones outweigh earlier ones. */
export const playerStyles: readonly CSSResult[] = [colours, frame, controls, panels];
