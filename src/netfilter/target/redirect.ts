import type { TargetForm } from "./form.js";
import {
  RANDOM_OPTIONS,
  printRandom,
  printToPorts,
  readToPorts,
  readTranslation,
} from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j REDIRECT`: the connection goes to this host itself. */
export interface RedirectTarget extends TranslationRange {
  readonly kind: "redirect";
}

/** The form of `-j REDIRECT`. */
export const redirect: TargetForm<RedirectTarget> = {
  names: ["REDIRECT"],
  options: { "--to-ports": 1, ...RANDOM_OPTIONS },
  read(_name, given, reading) {
    const range = readTranslation("", given, reading);
    const ports = readToPorts(given, reading);
    return range === null || ports === undefined ? null : { kind: "redirect", ...range, ports };
  },
  print: (target) =>
    `-j REDIRECT${target.ports === null ? "" : ` --to-ports ${printToPorts(target.ports)}`}${printRandom(target)}`,
};
