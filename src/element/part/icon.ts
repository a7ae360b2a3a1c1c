import { svg } from "lit";
import type { SVGTemplateResult } from "lit";

const PATHS = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
  replay: "M12 5V1.5L6.5 6 12 10.5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z",
  "step-back": "M15.5 5.5 9 12l6.5 6.5 1.6-1.6L12.2 12l4.9-4.9z",
  "step-forward": "M8.5 5.5 15 12l-6.5 6.5-1.6-1.6L11.8 12 6.9 7.1z",
  "previous-chapter":
    "M5 5h2.2v14H5zM18.4 5.5 12 12l6.4 6.5 1.6-1.6-4.8-4.9L20 7.1zM13 5.5 6.6 12l6.4 6.5z",
  "next-chapter":
    "M16.8 5H19v14h-2.2zM5.6 5.5 12 12l-6.4 6.5L4 16.9 8.8 12 4 7.1zM11 5.5l6.4 6.5-6.4 6.5z",
  help: "M12 3a5 5 0 0 0-5 5h2.2A2.8 2.8 0 1 1 13.3 10.5c-1.4.9-2.4 1.7-2.4 3.7h2.2c0-1 .4-1.4 1.5-2.1A5 5 0 0 0 12 3zM10.8 16.5h2.4V19h-2.4z",
  "full-screen": "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  share: "M12 2.5 7 7.5l1.4 1.4L11 6.3V15h2V6.3l2.6 2.6L17 7.5zM5 11v10h14V11h-3v2h1v6H7v-6h1v-2z",
  terminal: "M3 4h18v16H3zm2 2v12h14V6zm1.5 3L8 7.6l4 4-4 4-1.4-1.4 2.6-2.6zM12 14h5v2h-5z",
  close:
    "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
} as const;

/** The names of the drawn signs. */
export type IconName = keyof typeof PATHS;

/** A sign for a button; its meaning is the button's label. */
export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d=${PATHS[name]} fill="currentColor"></path></svg>`;
}
