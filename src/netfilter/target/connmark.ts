import type { GivenOption, Reading } from "../match/form.js";
import { ALL_BITS, parseBits, printBits } from "../match/marks.js";
import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { hasOption, needsOption, readNumber, valueOf } from "./given.js";
import { MARK_OPTIONS, markedBy, printMarkOperation, readMarkOperation } from "./mark-operation.js";

/** `-j CONNMARK`: sets the connection's mark, or copies the packet's to it (`save`) or its to the packet (`restore`). */
export interface ConnmarkTarget {
  readonly kind: "connmark";
  readonly mode: "set" | "save" | "restore";
  /** For `set`, the bits to flip after the mask has cleared its own. */
  readonly value: number;
  /** The bits of the connection's mark that are cleared (`set`, `save`) or read (`restore`). */
  readonly connectionMask: number;
  /** The bits of the packet's mark that are read (`save`) or cleared (`restore`). */
  readonly packetMask: number;
  /** By how many bits the mark moves to the left, or to the right where less than 0. */
  readonly shift: number;
}

const MODES = ["--save-mark", "--restore-mark"] as const;

/** The form of `-j CONNMARK` (libxt_CONNMARK, revision 2). */
export const connmark: TargetForm<ConnmarkTarget> = {
  names: ["CONNMARK"],
  family: null,
  options: {
    ...MARK_OPTIONS,
    "--save-mark": 0,
    "--restore-mark": 0,
    "--mask": 1,
    "--nfmask": 1,
    "--ctmask": 1,
    "--left-shift-mark": 1,
    "--right-shift-mark": 1,
  },
  read(name, given, reading) {
    const sets = given.filter((option) => MARK_OPTIONS[option.name.text] !== undefined);
    const copies = given.filter((option) => MODES.some((mode) => mode === option.name.text));
    const [operation, second] = [...sets, ...copies];
    if (operation === undefined)
      return needsOption(name, [...Object.keys(MARK_OPTIONS), ...MODES], reading);
    if (second !== undefined) return reading.mistake(second.name, "rules-repeated-option");
    const shift = readShift(given, reading);
    if (shift === null) return null;
    return sets.length > 0
      ? readSet(operation, given, { reading, shift })
      : readCopy(operation, given, { reading, shift });
  },
  print(target) {
    const { mode, value, connectionMask, packetMask, shift } = target;
    const what =
      mode === "set"
        ? printMarkOperation({ value, mask: connectionMask })
        : `--${mode}-mark --nfmask ${printBits(packetMask)} --ctmask ${printBits(connectionMask)}`;
    const side = shift < 0 ? "right" : "left";
    return `-j CONNMARK ${what}${shift === 0 ? "" : ` --${side}-shift-mark ${Math.abs(shift)}`}`;
  },
  place: () => null,
  // linux net/netfilter/xt_connmark.c: connmark_tg_shift
  act({ mode, value, connectionMask, packetMask, shift }, { mark, connectionMark }) {
    if (connectionMark === null) return CONTINUE;
    switch (mode) {
      case "set": {
        const set = shifted(markedBy({ value, mask: connectionMask }, connectionMark), shift);
        return { kind: "mark-connection", mark: set };
      }
      case "save": {
        const saved = shifted((mark & packetMask) >>> 0, shift);
        const after = markedBy({ value: saved, mask: connectionMask }, connectionMark);
        return { kind: "mark-connection", mark: after };
      }
      case "restore": {
        const read = shifted((connectionMark & connectionMask) >>> 0, shift);
        return { kind: "mark", mark: markedBy({ value: read, mask: packetMask }, mark) };
      }
    }
  },
};

interface Rest {
  readonly reading: Reading;
  readonly shift: number;
}

function readSet(
  operation: GivenOption,
  given: readonly GivenOption[],
  { reading, shift }: Rest,
): ConnmarkTarget | null {
  const masked = readMarkOperation(operation, reading);
  if (masked === null) return null;
  const mask = readMask(given, "--mask", reading);
  if (mask === undefined) return null;
  const connectionMask = mask ?? masked.mask;
  return {
    kind: "connmark",
    mode: "set",
    value: masked.value,
    connectionMask,
    packetMask: 0,
    shift,
  };
}

function readCopy(
  { name }: GivenOption,
  given: readonly GivenOption[],
  { reading, shift }: Rest,
): ConnmarkTarget | null {
  const both = readMask(given, "--mask", reading);
  const packet = readMask(given, "--nfmask", reading);
  const connection = readMask(given, "--ctmask", reading);
  if (both === undefined || packet === undefined || connection === undefined) return null;
  return {
    kind: "connmark",
    mode: name.text === "--save-mark" ? "save" : "restore",
    value: 0,
    packetMask: packet ?? both ?? ALL_BITS,
    connectionMask: connection ?? both ?? ALL_BITS,
    shift,
  };
}

function readMask(
  given: readonly GivenOption[],
  option: string,
  reading: Reading,
): number | null | undefined {
  const word = valueOf(given, option);
  if (word === undefined) return null;
  return parseBits(word.text) ?? reading.mistake(word, "rules-not-a-mark") ?? undefined;
}

function readShift(given: readonly GivenOption[], reading: Reading): number | null {
  const isRight = hasOption(given, "--right-shift-mark");
  const word = valueOf(given, isRight ? "--right-shift-mark" : "--left-shift-mark");
  const bits = word === undefined ? 0 : readNumber(word, [0, 32], reading);
  return bits === null ? null : isRight ? -bits : bits;
}

function shifted(bits: number, by: number): number {
  if (Math.abs(by) >= 32) return 0;
  return (by < 0 ? bits >>> -by : bits << by) >>> 0;
}
