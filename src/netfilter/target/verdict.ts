import type { TargetForm } from "./form.js";

/** `-j ACCEPT`, `-j DROP`, `-j RETURN`. */
export interface VerdictTarget {
  readonly kind: "accept" | "drop" | "return";
}

/** The form of the three verdicts. */
export const verdict: TargetForm<VerdictTarget> = {
  names: ["ACCEPT", "DROP", "RETURN"],
  family: null,
  options: {},
  read: ({ text }) => ({
    kind: text === "ACCEPT" ? "accept" : text === "DROP" ? "drop" : "return",
  }),
  print: ({ kind }) => `-j ${kind.toUpperCase()}`,
  place: () => null,
  act: ({ kind }) => ({ kind }),
};
