import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";

/** `-m mac`: the Ethernet address that a packet came from. */
export interface MacMatch {
  readonly kind: "mac";
  readonly negated: boolean;
  /** In lower case, with two digits in each part. */
  readonly source: string;
}

/** The form of `-m mac`. */
export const mac: MatchForm<MacMatch> = {
  module: "mac",
  options: { "--mac-source": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    if (!/^[\da-f]{1,2}(:[\da-f]{1,2}){5}$/i.test(word.text))
      return reading.mistake(word, "rules-not-a-mac");
    const parts = word.text.toLowerCase().split(":");
    const source = parts.map((part) => part.padStart(2, "0")).join(":");
    return { kind: "mac", negated: option.negated, source };
  },
  print: (match) => printModule("mac", [clauseOf(match)]),
  // linux net/netfilter/xt_mac.c: without an Ethernet header neither the clause nor its opposite fits.
  holds({ negated, source }, { surroundings }) {
    if (surroundings === null) return null;
    const { link } = surroundings.buffer;
    return link !== null && (link.source.toLowerCase() === source) !== negated;
  },
  miss: (match, { surroundings }) => ({
    clause: clauseOf(match),
    found: surroundings?.buffer.link?.source ?? "-",
  }),
};

function clauseOf({ negated, source }: MacMatch): string {
  return printClause("--mac-source", negated, source);
}
