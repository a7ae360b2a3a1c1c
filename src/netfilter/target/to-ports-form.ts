import type { TargetForm } from "./form.js";
import {
  RANDOM_OPTIONS,
  printRandom,
  printToPorts,
  readToPorts,
  readTranslation,
} from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** The form of a translation whose address is the host's own, so that only `--to-ports` may be given. */
export function toPortsForm<Kind extends TranslationRange>(
  name: string,
  targetOf: (range: TranslationRange) => Kind,
): TargetForm<Kind> {
  return {
    names: [name],
    options: { "--to-ports": 1, ...RANDOM_OPTIONS },
    read(_name, given, reading) {
      const range = readTranslation("", given, reading);
      const ports = readToPorts(given, reading);
      return range === null || ports === undefined ? null : targetOf({ ...range, ports });
    },
    print: (target) =>
      `-j ${name}${target.ports === null ? "" : ` --to-ports ${printToPorts(target.ports)}`}${printRandom(target)}`,
  };
}
