import { ipv4At } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Match } from "../match/match.js";
import type { Target } from "../target/target.js";
import { readWords } from "./read-words.js";
import type { Word } from "./word.js";

/** Reads clauses of rules, between two offsets of a text; each text once. */
export interface ClauseReader {
  /** The one match that a clause says; null where there is anything to report about it. */
  match(text: string, start: number, end: number): Match | null;
  target(text: string, start: number, end: number): Target | null;
}

/** A reader for one family. */
export function createClauseReader(family: Family): ClauseReader {
  const clauses = new Map<string, Clause>();
  // The clauses that were met last, to be found without cutting them out.
  const recent = new Array<Clause | undefined>(SLOTS);
  const clauseAt = (text: string, start: number, end: number): Clause => {
    const slot =
      (text.charCodeAt(end - 1) * 31 + text.charCodeAt(start + 3) * 7 + end - start) % SLOTS;
    const last = recent[slot];
    if (last?.text.length === end - start && text.startsWith(last.text, start)) return last;
    const cut = text.slice(start, end);
    const clause = clauses.get(cut) ?? readClause(cut, family);
    clauses.set(cut, clause);
    recent[slot] = clause;
    return clause;
  };
  return {
    match(text, start, end) {
      const { match } = clauseAt(text, start, end);
      return match !== null && keepsCount(match) ? { ...match } : match;
    },
    target: (text, start, end) => clauseAt(text, start, end).target,
  };
}

const SLOTS = 509;

/** What a clause says: one match, or a target, or nothing that can be taken alone. */
interface Clause {
  readonly text: string;
  readonly match: Match | null;
  readonly target: Target | null;
}

/** `10.96.0.1/32` or `10.96.0.1` as the value of -s or -d; null for anything else. */
export function hostAt(
  text: string,
  start: number,
  end: number,
): {
  readonly family: "ipv4";
  readonly base: NonNullable<ReturnType<typeof ipv4At>>;
  readonly length: 32;
} | null {
  const base = ipv4At(text, start);
  if (base === null) return null;
  const rest = end - start - base.length;
  if (rest !== 0 && !(rest === 3 && text.startsWith("/32", start + base.length))) return null;
  return { family: "ipv4", base, length: 32 };
}

/** The target of `-j DNAT --to-destination 10.244.0.9:8080`, from where the address stands to the end; null for any other. */
export function endpointTargetAt(text: string, start: number, end: number): Target | null {
  const address = ipv4At(text, start);
  if (address === null || text.charCodeAt(start + address.length) !== COLON) return null;
  const portAt = start + address.length + 1;
  let port = 0;
  for (let at = portAt; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9) || (digit === 0 && at === portAt)) return null;
    port = port * 10 + digit;
    if (port > 0xffff) return null;
  }
  if (port === 0) return null;
  return {
    kind: "dnat",
    addresses: [address, address],
    ports: [port, port],
    basePort: null,
    random: NO_OPTIONS,
    persistent: false,
  };
}

const NO_OPTIONS: readonly [] = [];
const COLON = 58;
const ZERO = 48;

// What a match of this kind has counted is kept for each rule by itself.
function keepsCount(match: Match): boolean {
  return match.kind === "limit" || (match.kind === "statistic" && match.mode === "nth");
}

// Anything to say about it, and the whole line is left to the grammar, which knows the places.
function readClause(text: string, family: Family): Clause {
  let mistakes = 0;
  const span = { source: "", start: 0, end: 0 };
  const words = text.split(" ").map((word): Word => ({ text: word, quoted: false, span }));
  const report = (): void => {
    mistakes++;
  };
  const rule = readWords(words, { family, owner: "user", report });
  if (mistakes > 0 || rule === null) return { text, match: null, target: null };
  const { matches, target } = rule;
  const isMatch = matches.length === 1 && target === null;
  return {
    text,
    match: isMatch ? (matches[0] ?? null) : null,
    target: matches.length === 0 ? target : null,
  };
}
