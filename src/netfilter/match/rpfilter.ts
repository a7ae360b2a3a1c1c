import { optionNamed, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";

/** `-m rpfilter`: whether the answer to the packet would leave by the device that it came in by. */
export interface RpfilterMatch {
  readonly kind: "rpfilter";
  /** The options, as they are printed. */
  readonly flags: readonly string[];
}

const FLAGS = ["--loose", "--validmark", "--accept-local", "--invert"];

/** The form of `-m rpfilter`; netfilter does not know the routes, so whether it holds cannot be told. */
export const rpfilter: MatchForm<RpfilterMatch> = {
  module: "rpfilter",
  options: Object.fromEntries(FLAGS.map((flag) => [flag, 0])),
  read: (given) => ({
    kind: "rpfilter",
    flags: FLAGS.filter((flag) => optionNamed(given, flag) !== undefined),
  }),
  print: ({ flags }) => printModule("rpfilter", flags),
  holds: () => null,
  miss: (match) => ({ clause: rpfilter.print(match), found: "" }),
};
