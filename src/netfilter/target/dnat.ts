import type { TargetForm } from "./form.js";
import { RANDOM_OPTIONS, printPlace, printRandom, readTranslation } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j DNAT`: the connection gets another destination. */
export interface DnatTarget extends TranslationRange {
  readonly kind: "dnat";
}

/** The form of `-j DNAT`. */
export const dnat: TargetForm<DnatTarget> = {
  names: ["DNAT"],
  options: { "--to-destination": 1, ...RANDOM_OPTIONS },
  read(_name, given, reading) {
    const range = readTranslation("--to-destination", given, reading);
    return range === null ? null : { kind: "dnat", ...range };
  },
  print: (target) => `-j DNAT --to-destination ${printPlace(target)}${printRandom(target)}`,
};
