import type { TargetForm } from "./form.js";
import { needsOption, valueOf } from "./given.js";
import { WITH_PORTS } from "./place.js";
import { printPlace, printRandom, readTranslation } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j SNAT`: the connection gets another source. */
export interface SnatTarget extends TranslationRange {
  readonly kind: "snat";
}

/** The form of `-j SNAT`. */
export const snat: TargetForm<SnatTarget> = {
  names: ["SNAT"],
  family: null,
  options: { "--to-source": 1, "--random": 0, "--random-fully": 0, "--persistent": 0 },
  read(name, given, reading) {
    const word = valueOf(given, "--to-source");
    if (word === undefined) return needsOption(name, ["--to-source"], reading);
    const range = readTranslation(word, given, reading);
    // Only a destination's ports can keep their places.
    if (range !== null && range.basePort !== null)
      return reading.mistake(word, "rules-not-a-translation");
    return range === null ? null : { kind: "snat", ...range };
  },
  print: (target) => `-j SNAT --to-source ${printPlace(target)}${printRandom(target)}`,
  place: ({ ports }) => ({
    table: "nat",
    hooks: ["POSTROUTING", "INPUT"],
    ...(ports === null ? {} : { protocols: WITH_PORTS }),
  }),
  act: (target) => ({ kind: "translate", side: "source", range: target }),
};
