import { printQuoted } from "../iptables/word.js";
import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { hasOption, valueOf } from "./given.js";

/** `-j LOG`: writes a line and lets the walk go on. */
export interface LogTarget {
  readonly kind: "log";
  readonly prefix: string | null;
  /** A number of syslog's, 0 for emergencies to 7. */
  readonly level: number;
  /** The options without a value, as they are printed. */
  readonly flags: readonly string[];
}

const LEVELS = ["emerg", "alert", "crit", "error", "warning", "notice", "info", "debug"];

// The name of level 0 that syslog knows as well (iptables extensions/libxt_LOG.c). The kernel keeps so much of a prefix.
const OTHER_NAMES: Readonly<Record<string, number>> = { panic: 0 };
const LONGEST_PREFIX = 29;
const USUAL_LEVEL = 4;
const FLAGS = [
  "--log-tcp-sequence",
  "--log-tcp-options",
  "--log-ip-options",
  "--log-uid",
  "--log-macdecode",
];

/** The form of `-j LOG` (libxt_LOG). */
export const log: TargetForm<LogTarget> = {
  names: ["LOG"],
  family: null,
  options: {
    "--log-prefix": 1,
    "--log-level": 1,
    ...Object.fromEntries(FLAGS.map((flag) => [flag, 0])),
  },
  read(_name, given, reading) {
    const level = valueOf(given, "--log-level");
    const number = level === undefined ? USUAL_LEVEL : levelOf(level.text);
    if (level !== undefined && number === null)
      return reading.mistake(level, "rules-not-a-log-level", { expected: LEVELS });
    return {
      kind: "log",
      prefix: valueOf(given, "--log-prefix")?.text.slice(0, LONGEST_PREFIX) ?? null,
      level: number ?? USUAL_LEVEL,
      flags: FLAGS.filter((flag) => hasOption(given, flag)),
    };
  },
  print({ prefix, level, flags }) {
    const parts = [
      "-j LOG",
      ...(prefix === null ? [] : [`--log-prefix ${printQuoted(prefix)}`]),
      ...(level === USUAL_LEVEL ? [] : [`--log-level ${level}`]),
      ...flags,
    ];
    return parts.join(" ");
  },
  place: () => null,
  act: () => CONTINUE,
};

function levelOf(text: string): number | null {
  if (/^[0-7]$/.test(text)) return Number(text);
  const index = LEVELS.indexOf(text.toLowerCase());
  return index === -1 ? (OTHER_NAMES[text.toLowerCase()] ?? null) : index;
}
