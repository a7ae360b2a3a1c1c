import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { needsOption, valueOf } from "./given.js";

/** `-j CLASSIFY`: names the class of the queueing discipline by which the packet waits at its device; it changes no way. */
export interface ClassifyTarget {
  readonly kind: "classify";
  readonly major: number;
  readonly minor: number;
}

/** The form of `-j CLASSIFY` (libxt_CLASSIFY). */
export const classify: TargetForm<ClassifyTarget> = {
  names: ["CLASSIFY"],
  family: null,
  options: { "--set-class": 1 },
  read(name, given, reading) {
    const word = valueOf(given, "--set-class");
    if (word === undefined) return needsOption(name, ["--set-class"], reading);
    const [, major, minor] = /^([\da-fA-F]{1,4}):([\da-fA-F]{1,4})$/.exec(word.text) ?? [];
    if (major === undefined || minor === undefined)
      return reading.mistake(word, "rules-not-a-class");
    return {
      kind: "classify",
      major: Number.parseInt(major, 16),
      minor: Number.parseInt(minor, 16),
    };
  },
  print: ({ major, minor }) => `-j CLASSIFY --set-class ${hex(major)}:${hex(minor)}`,
  place: () => ({ hooks: ["FORWARD", "OUTPUT", "POSTROUTING"] }),
  act: () => CONTINUE,
};

function hex(number: number): string {
  return number.toString(16).padStart(4, "0");
}
