import type { TargetForm } from "./form.js";
import { toPortsForm } from "./to-ports-form.js";
import type { TranslationRange } from "./translation.js";

/** `-j MASQUERADE`: the connection gets the address of the device that it leaves by. */
export interface MasqueradeTarget extends TranslationRange {
  readonly kind: "masquerade";
}

/** The form of `-j MASQUERADE`. */
export const masquerade: TargetForm<MasqueradeTarget> = toPortsForm("MASQUERADE", (range) => ({
  kind: "masquerade",
  ...range,
}));
