import type { TargetForm } from "./form.js";
import { needsOption, valueOf } from "./given.js";
import { WITH_PORTS } from "./place.js";
import type { TargetPlace } from "./place.js";
import { printPlace, printRandom, readTranslation } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j DNAT`: the connection gets another destination. */
export interface DnatTarget extends TranslationRange {
  readonly kind: "dnat";
}

const ANY_PROTOCOL: TargetPlace = { table: "nat", hooks: ["PREROUTING", "OUTPUT"] };
const WITH_ITS_PORTS: TargetPlace = { ...ANY_PROTOCOL, protocols: WITH_PORTS };

/** The form of `-j DNAT`. */
export const dnat: TargetForm<DnatTarget> = {
  names: ["DNAT"],
  family: null,
  options: { "--to-destination": 1, "--random": 0, "--persistent": 0 },
  read(name, given, reading) {
    const word = valueOf(given, "--to-destination");
    if (word === undefined) return needsOption(name, ["--to-destination"], reading);
    const range = readTranslation(word, given, reading);
    return range === null ? null : { kind: "dnat", ...range };
  },
  print: (target) => `-j DNAT --to-destination ${printPlace(target)}${printRandom(target)}`,
  place: ({ ports }) => (ports === null ? ANY_PROTOCOL : WITH_ITS_PORTS),
  act: (target) => ({ kind: "translate", side: "destination", range: target }),
};
