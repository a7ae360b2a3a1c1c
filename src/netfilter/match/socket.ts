import { optionNamed, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";

/** `-m socket`: whether a socket of the host waits for the packet. */
export interface SocketMatch {
  readonly kind: "socket";
  /** The options, as they are printed. */
  readonly flags: readonly string[];
}

const FLAGS = ["--transparent", "--nowildcard", "--restore-skmark"];

/** The form of `-m socket`; netfilter does not know the host's sockets, so whether it holds cannot be told. */
export const socket: MatchForm<SocketMatch> = {
  module: "socket",
  options: Object.fromEntries(FLAGS.map((flag) => [flag, 0])),
  read: (given) => ({
    kind: "socket",
    flags: FLAGS.filter((flag) => optionNamed(given, flag) !== undefined),
  }),
  print: ({ flags }) => printModule("socket", flags),
  holds: () => null,
  miss: (match) => ({ clause: socket.print(match), found: "" }),
};
