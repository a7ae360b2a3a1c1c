/** What stands over the columns of a comparison. */
export const en = {
  cost: "first packet: {rules} rules visited, {chains} chains",
  "cost-none": "no request yet",
  outcome: "{outcome}",
  differs: "The outcomes differ.",
  label: "{title}: {modes} side by side",
} as const;

/** The texts over the columns, in one language. */
export type CompareTexts = Readonly<Record<keyof typeof en, string>>;
