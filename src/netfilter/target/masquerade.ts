import type { TargetForm } from "./form.js";
import {
  RANDOM_OPTIONS,
  printRandom,
  printToPorts,
  readToPorts,
  readTranslation,
} from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j MASQUERADE`: the connection gets the address of the device that it leaves by. */
export interface MasqueradeTarget extends TranslationRange {
  readonly kind: "masquerade";
}

/** The form of `-j MASQUERADE`. */
export const masquerade: TargetForm<MasqueradeTarget> = {
  names: ["MASQUERADE"],
  options: { "--to-ports": 1, ...RANDOM_OPTIONS },
  read(_name, given, reading) {
    const range = readTranslation("", given, reading);
    const ports = readToPorts(given, reading);
    return range === null || ports === undefined ? null : { kind: "masquerade", ...range, ports };
  },
  print: (target) =>
    `-j MASQUERADE${target.ports === null ? "" : ` --to-ports ${printToPorts(target.ports)}`}${printRandom(target)}`,
};
