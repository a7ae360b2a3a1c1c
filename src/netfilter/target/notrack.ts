import type { TargetForm } from "./form.js";

/** `-j CT --notrack`: conntrack and NAT leave the packet alone. */
export interface NotrackTarget {
  readonly kind: "notrack";
}

/** The form of `-j CT --notrack`; CT's other uses are left to the opaque form. */
export const notrack: TargetForm<NotrackTarget> = {
  names: ["CT", "NOTRACK"],
  options: { "--notrack": 0 },
  read: (name, given) => (name === "NOTRACK" || given.length > 0 ? { kind: "notrack" } : null),
  print: () => "-j CT --notrack",
};
