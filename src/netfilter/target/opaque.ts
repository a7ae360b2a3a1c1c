import type { TargetForm } from "./form.js";

/** A target that this program does not know: kept as it was read; what it does cannot be told. */
export interface OpaqueTarget {
  readonly kind: "opaque";
  /** Its words as they are printed back: `-j TEE --gateway 10.0.0.1`. */
  readonly text: string;
}

/** The form of every target that no other form reads. */
export const opaque: TargetForm<OpaqueTarget> = {
  names: [],
  family: null,
  options: {},
  read: () => null,
  print: ({ text }) => text,
  place: () => null,
  act: () => ({ kind: "unknown" }),
};
