import type { TargetForm } from "./form.js";
import { RANDOM_OPTIONS, printPlace, printRandom, readTranslation } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j SNAT`: the connection gets another source. */
export interface SnatTarget extends TranslationRange {
  readonly kind: "snat";
}

/** The form of `-j SNAT`. */
export const snat: TargetForm<SnatTarget> = {
  names: ["SNAT"],
  options: { "--to-source": 1, ...RANDOM_OPTIONS },
  read(_name, given, reading) {
    const range = readTranslation("--to-source", given, reading);
    return range === null ? null : { kind: "snat", ...range };
  },
  print: (target) => `-j SNAT --to-source ${printPlace(target)}${printRandom(target)}`,
};
