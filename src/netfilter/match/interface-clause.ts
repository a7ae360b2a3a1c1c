import type { GivenOption, Miss, Reading } from "./form.js";

/** `! -i veth+`: the condition on a device; a final `+` stands for any ending. */
export interface InterfaceClause {
  readonly negated: boolean;
  readonly device: string;
}

/** Reads `-i` or `-o`. */
export function readInterface(
  given: readonly GivenOption[],
  reading: Reading,
): InterfaceClause | null {
  const [option, again] = given;
  if (again !== undefined) return reading.mistake(again.name, "rules-repeated-option");
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  if (word.text.length > 15) return reading.mistake(word, "rules-long-device", { limit: 15 });
  return { negated: option.negated, device: word.text };
}

/** `-i veth+`; nothing for `+`, which is any device. */
export function printInterface(option: string, { negated, device }: InterfaceClause): string {
  return device === "+" && !negated ? "" : `${negated ? "! " : ""}${option} ${device}`;
}

/** Whether the packet's device fits; a packet without one has the empty name. */
export function interfaceHolds({ negated, device }: InterfaceClause, name: string | null): boolean {
  const fits = device.endsWith("+")
    ? (name ?? "").startsWith(device.slice(0, -1))
    : (name ?? "") === device;
  return fits !== negated;
}

/** Why it does not fit. */
export function interfaceMiss(option: string, clause: InterfaceClause, name: string | null): Miss {
  return { clause: printInterface(option, clause), found: name ?? "-" };
}
