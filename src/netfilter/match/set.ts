import { isMember, questionText } from "../ipset/is-member.js";
import type { SetQuestion } from "../ipset/is-member.js";
import { printClause, printModule } from "./clause.js";
import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";
import type { Surroundings } from "./surroundings.js";

/** `-m set`: whether the packet's addresses and ports are in a set of `ipset`. */
export interface SetMatch {
  readonly kind: "set";
  readonly negated: boolean;
  readonly name: string;
  /** For each dimension of the set, of which end of the packet it is. */
  readonly sides: readonly ("src" | "dst")[];
  /** Whether the exceptions in the set are asked for. */
  readonly asksExceptions: boolean;
  /** Options about the entries' counters, as they are printed; those that ask their values are in `comparesCounters`. */
  readonly counters: readonly string[];
  readonly comparesCounters: boolean;
}

const COUNTER_OPTIONS: Readonly<Record<string, number>> = {
  "--update-counters": 0,
  "--update-subcounters": 0,
  "--packets-eq": 1,
  "--packets-lt": 1,
  "--packets-gt": 1,
  "--bytes-eq": 1,
  "--bytes-lt": 1,
  "--bytes-gt": 1,
};
const MOST_SIDES = 6;

/** The form of `-m set`. */
export const set: MatchForm<SetMatch> = {
  module: "set",
  options: { "--match-set": 2, "--return-nomatch": 0, ...COUNTER_OPTIONS },
  read(given, reading) {
    const option = given.find(({ name }) => name.text === "--match-set");
    const [name, flags] = option?.values ?? [];
    if (option === undefined || name === undefined || flags === undefined) return null;
    const words = flags.text.split(",");
    const sides = words.filter((word) => word === "src" || word === "dst");
    if (sides.length !== words.length)
      return reading.mistake(flags, "rules-not-a-side", { expected: ["src", "dst"] });
    if (sides.length > MOST_SIDES)
      return reading.mistake(flags, "rules-too-many-sides", { max: MOST_SIDES });
    const counters = readCounters(given, reading);
    if (counters === null) return null;
    return {
      kind: "set",
      negated: option.negated,
      name: name.text,
      sides,
      asksExceptions: given.some((each) => each.name.text === "--return-nomatch"),
      counters,
      comparesCounters: counters.some((text) => !text.includes("--update-")),
    };
  },
  print: (match) =>
    printModule("set", [
      clauseOf(match),
      match.asksExceptions ? "--return-nomatch" : null,
      ...match.counters,
    ]),
  // linux net/netfilter/xt_set.c: set_match_v1. A set that the host does not have cannot be asked, nor what it counted.
  holds(match, evidence) {
    const { surroundings } = evidence;
    if (surroundings === null || match.comparesCounters) return null;
    const held = isMember(surroundings.sets, match.name, questionOf(match, evidence, surroundings));
    return held === null ? null : held !== match.negated;
  },
  miss(match, evidence) {
    const { surroundings } = evidence;
    const found =
      surroundings === null
        ? ""
        : questionText(surroundings.sets, match.name, questionOf(match, evidence, surroundings));
    return { clause: clauseOf(match), found };
  },
};

function clauseOf({ negated, name, sides }: SetMatch): string {
  return printClause("--match-set", negated, `${name} ${sides.join(",")}`);
}

function questionOf(
  { sides, asksExceptions }: SetMatch,
  { headers, input, output, mark }: Evidence,
  { buffer, now }: Surroundings,
): SetQuestion {
  const { link, bridged } = buffer;
  return { packet: headers, sides, asksExceptions, input, output, mark, link, bridged, now };
}

// In the order in which iptables-save prints them (libxt_set).
function readCounters(given: readonly GivenOption[], reading: Reading): readonly string[] | null {
  const printed: string[] = [];
  for (const name of Object.keys(COUNTER_OPTIONS)) {
    const option = given.find((each) => each.name.text === name);
    if (option === undefined) continue;
    const word = option.values[0];
    if (word !== undefined && !/^\d{1,20}$/.test(word.text))
      return reading.mistake(word, "rules-not-a-number");
    if (option.negated && /-[lg]t$/.test(name))
      return reading.mistake(option.name, "rules-not-negatable");
    // Counting is what a rule does anyway; only the opposite is said.
    if (word !== undefined || option.negated)
      printed.push(printClause(name, option.negated, word?.text ?? ""));
  }
  return printed;
}
