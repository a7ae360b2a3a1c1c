import type { Role } from "./role.js";

/** Which of the two palettes. */
export type Theme = "light" | "dark";

/** A colour for every role, as `#rrggbb`. */
export type Palette = Readonly<Record<Role, string>>;

/** The literal colours. Text on its fill has a contrast of at least 4.5, a lit line on its ground at least 3 (WCAG 2.2 AA). */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    background: "#f6f8fa",
    panel: "#ffffff",
    card: "#ffffff",
    line: "#cfd7df",
    "quiet-line": "#e3e8ed",
    text: "#1f2328",
    "quiet-text": "#57606a",
    packet: "#0860ca",
    "packet-fill": "#ddf1ff",
    "on-packet": "#ffffff",
    translation: "#b3267d",
    "translation-fill": "#ffe9f5",
    dns: "#16703a",
    "dns-fill": "#ddf7e4",
    drop: "#c21f2b",
    "drop-fill": "#ffe9e7",
    hit: "#7d5600",
    "hit-fill": "#fff5c2",
    wire: "#818b96",
    "device-fill": "#eceff3",
  },
  dark: {
    background: "#0d1117",
    panel: "#151b23",
    card: "#1a212b",
    line: "#3a4450",
    "quiet-line": "#2a323c",
    text: "#eef3f8",
    "quiet-text": "#a0aab5",
    packet: "#5ba4ff",
    "packet-fill": "#14304f",
    "on-packet": "#0b1016",
    translation: "#ff8ac6",
    "translation-fill": "#48173a",
    dns: "#4cc76a",
    "dns-fill": "#12361f",
    drop: "#ff8078",
    "drop-fill": "#481a1b",
    hit: "#e3b341",
    "hit-fill": "#3a2c05",
    wire: "#7a8591",
    "device-fill": "#252d38",
  },
};
