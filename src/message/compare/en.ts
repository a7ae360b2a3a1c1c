/** What a comparison of modes says beside what the player says. */
export const en = {
  cost: "first packet: {rules} rules visited, {chains} chains",
  "cost-none": "no request yet",
  waits: "waits for the other modes",
  differs: "The outcomes differ.",
  label: "{title}: {modes} side by side",
  modes: "Modes of kube-proxy",
  "unknown-modes": "No modes that can be played: {words}. There are: {known}.",
  theme: "Colours",
  "theme-auto": "auto",
  "theme-light": "light",
  "theme-dark": "dark",
} as const;

/** The texts of a comparison, in one language. */
export type CompareTexts = Readonly<Record<keyof typeof en, string>>;
