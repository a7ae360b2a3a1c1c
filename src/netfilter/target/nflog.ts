import { printQuoted } from "../iptables/word.js";
import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { readNumber, valueOf } from "./given.js";

/** `-j NFLOG`: hands a copy to programs that listen on a group, and lets the walk go on. */
export interface NflogTarget {
  readonly kind: "nflog";
  readonly prefix: string | null;
  readonly group: number;
  /** How many bytes are copied, at most; `range` is the old spelling, which never did anything. */
  readonly size: {
    readonly option: "--nflog-size" | "--nflog-range";
    readonly bytes: number;
  } | null;
  /** How many packets are kept before they are handed over; 0 where nothing is said. */
  readonly threshold: number;
}

const LONGEST_PREFIX = 63;
const GROUPS = [0, 65_535] as const;
const LENGTHS = [0, 0xffffffff] as const;

/** The form of `-j NFLOG` (libxt_NFLOG). */
export const nflog: TargetForm<NflogTarget> = {
  names: ["NFLOG"],
  family: null,
  options: {
    "--nflog-group": 1,
    "--nflog-prefix": 1,
    "--nflog-range": 1,
    "--nflog-size": 1,
    "--nflog-threshold": 1,
  },
  read(_name, given, reading) {
    const number = (option: string, limits: readonly [number, number]): number | null => {
      const word = valueOf(given, option);
      return word === undefined ? 0 : readNumber(word, limits, reading);
    };
    const group = number("--nflog-group", GROUPS);
    const size = number("--nflog-size", LENGTHS);
    const range = number("--nflog-range", LENGTHS);
    const threshold = number("--nflog-threshold", GROUPS);
    if (group === null || size === null || range === null || threshold === null) return null;
    return {
      kind: "nflog",
      prefix: valueOf(given, "--nflog-prefix")?.text.slice(0, LONGEST_PREFIX) ?? null,
      group,
      size:
        size > 0
          ? { option: "--nflog-size", bytes: size }
          : range > 0
            ? { option: "--nflog-range", bytes: range }
            : null,
      threshold,
    };
  },
  print({ prefix, group, size, threshold }) {
    const parts = [
      "-j NFLOG",
      ...(prefix === null || prefix === "" ? [] : [`--nflog-prefix ${printQuoted(prefix)}`]),
      ...(group === 0 ? [] : [`--nflog-group ${group}`]),
      ...(size === null ? [] : [`${size.option} ${size.bytes}`]),
      ...(threshold === 0 ? [] : [`--nflog-threshold ${threshold}`]),
    ];
    return parts.join(" ");
  },
  place: () => null,
  act: () => CONTINUE,
};
