import type { TargetForm } from "./form.js";
import { toPortsForm } from "./to-ports-form.js";
import type { TranslationRange } from "./translation.js";

/** `-j REDIRECT`: the connection goes to this host itself. */
export interface RedirectTarget extends TranslationRange {
  readonly kind: "redirect";
}

/** The form of `-j REDIRECT`. */
export const redirect: TargetForm<RedirectTarget> = toPortsForm("REDIRECT", (range) => ({
  kind: "redirect",
  ...range,
}));
