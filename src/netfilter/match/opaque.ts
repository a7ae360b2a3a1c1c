import type { MatchForm } from "./form.js";

/** A match that this program does not know: kept as it was read; whether a packet fits cannot be told. */
export interface OpaqueMatch {
  readonly kind: "opaque";
  /** Its words as they are printed back: `-m set --match-set peers src`. */
  readonly text: string;
}

/** The form of every match that no other form reads. */
export const opaque: MatchForm<OpaqueMatch> = {
  module: null,
  options: {},
  read: () => null,
  print: ({ text }) => text,
  holds: () => null,
  miss: ({ text }) => ({ clause: text, found: "" }),
};
