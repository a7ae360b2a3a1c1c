import { printQuoted } from "../iptables/word.js";
import type { MatchForm } from "./form.js";

/** `-m comment`: words for people; every packet fits. */
export interface CommentMatch {
  readonly kind: "comment";
  readonly comment: string;
}

/** The form of `-m comment`. */
export const comment: MatchForm<CommentMatch> = {
  module: "comment",
  options: { "--comment": 1 },
  read(given) {
    return { kind: "comment", comment: given[0]?.values[0]?.text ?? "" };
  },
  print: ({ comment }) => `-m comment --comment ${printQuoted(comment)}`,
  holds: () => true,
  miss: () => ({ clause: "", found: "" }),
};
