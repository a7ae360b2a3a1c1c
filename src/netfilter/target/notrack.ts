import type { TargetForm } from "./form.js";

/** `-j CT --notrack` or `-j NOTRACK`: conntrack and NAT leave the packet alone. */
export interface NotrackTarget {
  readonly kind: "notrack";
  readonly name: "CT" | "NOTRACK";
}

/** The form of `-j CT --notrack`, and of its old name; CT's other uses are left to the opaque form. */
export const notrack: TargetForm<NotrackTarget> = {
  names: ["CT", "NOTRACK"],
  options: { "--notrack": 0 },
  read(name, given) {
    if (name === "NOTRACK") return { kind: "notrack", name };
    return given.length > 0 ? { kind: "notrack", name: "CT" } : null;
  },
  print: ({ name }) => (name === "CT" ? "-j CT --notrack" : "-j NOTRACK"),
};
