/** What a colour means; `palette.ts` has a light and a dark colour for each. */
export type Role = (typeof ROLES)[number];

/** All roles, in the order in which a stylesheet lists them. */
export const ROLES = [
  "background",
  "panel",
  "card",
  "line",
  "quiet-line",
  "text",
  "quiet-text",
  "packet",
  "packet-fill",
  "on-packet",
  "translation",
  "translation-fill",
  "dns",
  "dns-fill",
  "drop",
  "drop-fill",
  "hit",
  "hit-fill",
  "wire",
  "device-fill",
] as const;
