import { printQuoted } from "../iptables/word.js";
import type { TargetForm } from "./form.js";

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
  options: {
    "--log-prefix": 1,
    "--log-level": 1,
    ...Object.fromEntries(FLAGS.map((flag) => [flag, 0])),
  },
  read(_name, given, reading) {
    const option = (name: string): (typeof given)[number] | undefined =>
      given.find((each) => each.name.text === name);
    const level = option("--log-level")?.values[0];
    const number = level === undefined ? USUAL_LEVEL : levelOf(level.text);
    if (level !== undefined && number === null)
      return reading.mistake(level, "rules-not-a-log-level", { expected: LEVELS });
    return {
      kind: "log",
      prefix: option("--log-prefix")?.values[0]?.text ?? null,
      level: number ?? USUAL_LEVEL,
      flags: FLAGS.filter((flag) => option(flag) !== undefined),
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
};

function levelOf(text: string): number | null {
  if (/^[0-7]$/.test(text)) return Number(text);
  const index = LEVELS.indexOf(text.toLowerCase());
  return index === -1 ? null : index;
}
