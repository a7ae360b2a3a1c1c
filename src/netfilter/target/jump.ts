import type { TargetForm } from "./form.js";

/** `-j CHAIN`, which comes back, and `-g CHAIN`, which does not. */
export interface JumpTarget {
  readonly kind: "jump" | "goto";
  readonly chain: string;
}

/** The form of every `-j` with a name that no other form has; `-g` is made by the reader of rules. */
export const jump: TargetForm<JumpTarget> = {
  names: [],
  family: null,
  options: {},
  read: ({ text }) => ({ kind: "jump", chain: text }),
  print: ({ kind, chain }) => `${kind === "jump" ? "-j" : "-g"} ${chain}`,
  place: () => null,
  act: ({ kind, chain }) => ({ kind, chain }),
};
