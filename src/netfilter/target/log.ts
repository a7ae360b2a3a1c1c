import { printQuoted } from "../iptables/word.js";
import type { TargetForm } from "./form.js";

/** `-j LOG`: writes a line and lets the walk go on. */
export interface LogTarget {
  readonly kind: "log";
  /** Its options as they are printed. */
  readonly options: readonly string[];
}

/** The form of `-j LOG`. */
export const log: TargetForm<LogTarget> = {
  names: ["LOG"],
  options: {
    "--log-prefix": 1,
    "--log-level": 1,
    "--log-tcp-sequence": 0,
    "--log-tcp-options": 0,
    "--log-ip-options": 0,
    "--log-uid": 0,
    "--log-macdecode": 0,
  },
  read: (_name, given) => ({
    kind: "log",
    options: given.map(({ name, values }) =>
      [name.text, ...values.map((value) => printQuoted(value.text))].join(" "),
    ),
  }),
  print: ({ options }) => ["-j LOG", ...options].join(" "),
};
