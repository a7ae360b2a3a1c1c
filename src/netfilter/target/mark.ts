import type { MaskedValue } from "../match/marks.js";
import type { TargetForm } from "./form.js";
import { needsOption } from "./given.js";
import { MARK_OPTIONS, markedBy, printMarkOperation, readMarkOperation } from "./mark-operation.js";

/** `-j MARK`: the bits of the mask are cleared, then those of the value are flipped. */
export interface MarkTarget extends MaskedValue {
  readonly kind: "mark";
}

/** The form of `-j MARK`; its five spellings are one operation (libxt_MARK). */
export const mark: TargetForm<MarkTarget> = {
  names: ["MARK"],
  family: null,
  options: MARK_OPTIONS,
  read(name, given, reading) {
    const [option, second] = given;
    if (option === undefined) return needsOption(name, Object.keys(MARK_OPTIONS), reading);
    if (second !== undefined) return reading.mistake(second.name, "rules-repeated-option");
    const operation = readMarkOperation(option, reading);
    return operation === null ? null : { kind: "mark", ...operation };
  },
  print: (target) => `-j MARK ${printMarkOperation(target)}`,
  place: () => null,
  act: (target, at) => ({ kind: "mark", mark: markedBy(target, at.mark) }),
};
