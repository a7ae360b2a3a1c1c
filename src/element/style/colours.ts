import { css, unsafeCSS } from "lit";
import type { CSSResult } from "lit";
import { PALETTES } from "../../scene/palette.js";
import type { Theme } from "../../scene/palette.js";

/** The palette of the pictures as custom properties, so that controls and pictures agree; a page may override `--hopwise-accent`. */
export const colours: CSSResult = css`
  .player {
    color-scheme: light;
    ${declarations("light")}
  }
  .player[data-theme="dark"] {
    color-scheme: dark;
    ${declarations("dark")}
  }
`;

// The colours are our own literals; nothing from outside gets here.
function declarations(theme: Theme): CSSResult {
  const roles = Object.entries(PALETTES[theme]);
  return unsafeCSS(roles.map(([role, colour]) => `--${role}: ${colour};`).join(" "));
}
