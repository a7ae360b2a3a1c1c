import type { Family } from "../../base/address.js";
import type { Match } from "../match/match.js";
import type { Rule, RuleOwner } from "../rule-set.js";
import { EXTENSION_NAMES, targetNamed } from "../target/order.js";
import type { JumpTarget } from "../target/jump.js";
import type { Target } from "../target/target.js";
import { createClauseReader, endpointTargetAt, hostAt } from "./usual-clause.js";
import { createWordMemory, isAt } from "./word-memory.js";

/** A line that adds a rule, as far as readers of whole texts ask. */
export interface UsualRule {
  readonly kind: "usual-rule";
  /** Where the line begins. */
  readonly at: number;
  readonly chain: string;
  readonly rule: Rule;
  /** Where the name of the target begins and ends. */
  readonly targetStart: number;
  readonly targetEnd: number;
}

/** Reads the line between two offsets of a text; null where only the grammar can tell. */
export type UsualRules = (text: string, start: number, end: number) => UsualRule | null;

// Longer lines are unusual, and a rule of more words than are allowed is longer.
const LONGEST = 800;
const SPACE = 32;
const BANG = 33;
const QUOTE = 34;
const MINUS = 45;
const LETTER_M = 109;
const COMMENT = "-m comment --comment ";
const DNAT = "-j DNAT --to-destination ";
/** The rule's own matches, in the kernel's order, by the letter of their option. */
const HEADERS = "sdiop";
const DESTINATION = 1;
const CLOSED = { start: -1, end: -1, text: "" };

/**
 * Reads rules as iptables-save prints them and as kube-proxy writes them, without the grammar and with equal clauses read
 * once: a node of a large cluster has hundreds of thousands. What it reads is what the grammar would have read; whatever
 * is unusual, and all that there is something to say about, it leaves to the grammar.
 */
export function createUsualRules(family: Family, owner: RuleOwner): UsualRules {
  const clauses = createClauseReader(family);
  const words = createWordMemory();
  // The rule's own matches by their place, and those of modules: filled anew for each line.
  const own = new Array<Match | null>(HEADERS.length).fill(null);
  const modules: Match[] = [];
  // The last jump, which is mostly that of the last endpoint too.
  let jump: JumpTarget = { kind: "jump", chain: "" };
  // Where the last module's text begins and ends, as long as options for it may still come; -1 for none.
  let open = { start: -1, end: -1, text: "" };

  /** Takes one clause, and returns where the next one begins; -1 where it is unusual. */
  const take = (text: string, at: number, end: number): number => {
    const isNegated = text.charCodeAt(at) === BANG;
    const option = isNegated ? at + 2 : at;
    if (text.charCodeAt(option) !== MINUS || (isNegated && text.charCodeAt(at + 1) !== SPACE))
      return -1;
    if (text.charCodeAt(option + 1) === MINUS) return takeLoose(text, at, end);
    if (text.charCodeAt(option + 2) !== SPACE) return -1;
    if (text.charCodeAt(option + 1) !== LETTER_M) return takeHeader(text, at, option, end);
    if (isNegated) return -1;
    return text.startsWith(COMMENT, at) ? takeComment(text, at, end) : takeModule(text, at, end);
  };

  // An option of the module that was named last, behind options of the rule's own.
  const takeLoose = (text: string, at: number, end: number): number => {
    const close = optionsEnd(text, at, end);
    if (open.start === -1 || close === -1) return -1;
    const already = open.text === "" ? text.slice(open.start, open.end) : open.text;
    open = { ...open, text: `${already} ${text.slice(at, close)}` };
    const match = clauses.match(open.text, 0, open.text.length);
    if (match === null) return -1;
    modules[modules.length - 1] = match;
    return close + 1;
  };

  const takeComment = (text: string, at: number, end: number): number => {
    const first = at + COMMENT.length;
    const isQuoted = text.charCodeAt(first) === QUOTE;
    const from = isQuoted ? first + 1 : first;
    const to = isQuoted ? text.indexOf('"', from) : nextSpace(text, from, end);
    const after = isQuoted ? to + 1 : to;
    if (to === -1 || to > end || (after < end && text.charCodeAt(after) !== SPACE)) return -1;
    if (!isQuoted && (to === from || hasQuote(text, from, to) || text.charCodeAt(from) === MINUS))
      return -1;
    modules.push(words.comment(text, from, to));
    open = CLOSED;
    return after + 1;
  };

  const takeModule = (text: string, at: number, end: number): number => {
    const close = optionsEnd(text, nextSpace(text, at + 3, end), end);
    if (close === -1 || hasQuote(text, at, close)) return -1;
    const match = clauses.match(text, at, close);
    if (match === null) return -1;
    modules.push(match);
    open = { start: at, end: close, text: "" };
    return close + 1;
  };

  const takeHeader = (text: string, at: number, option: number, end: number): number => {
    const place = HEADERS.indexOf(text.charAt(option + 1));
    const close = nextSpace(text, option + 3, end);
    if (place === -1 || own[place] !== null || hasQuote(text, at, close)) return -1;
    const host = place <= DESTINATION && family === "ipv4" && option === at;
    const prefix = host ? hostAt(text, at + 3, close) : null;
    const match: Match | null =
      prefix === null
        ? clauses.match(text, at, close)
        : { kind: place === DESTINATION ? "destination" : "source", negated: false, prefix };
    if (match === null) return -1;
    own[place] = match;
    return close + 1;
  };

  const targetAt = (text: string, start: number, end: number): Target | null => {
    if (hasQuote(text, start, end) || text.charCodeAt(end - 1) === SPACE) return null;
    if (family === "ipv4" && text.startsWith(DNAT, start)) {
      const endpoint = endpointTargetAt(text, start + DNAT.length, end);
      if (endpoint !== null) return endpoint;
    }
    if (nextSpace(text, start + 3, end) < end) return clauses.target(text, start, end);
    if (isAt(jump.chain, text, start + 3, end)) return jump;
    const chain = text.slice(start + 3, end);
    if (targetNamed(chain) !== null || EXTENSION_NAMES.has(chain))
      return clauses.target(text, start, end);
    jump = { kind: "jump", chain };
    return jump;
  };

  return (text, start, end) => {
    if (end - start > LONGEST || !text.startsWith("-A ", start)) return null;
    const chainEnd = text.indexOf(" ", start + 3);
    if (chainEnd === -1 || chainEnd >= end || chainEnd === start + 3) return null;
    own.fill(null);
    modules.length = 0;
    open = CLOSED;
    let at = chainEnd + 1;
    while (at < end && !text.startsWith("-j ", at)) {
      at = take(text, at, end);
      if (at === -1) return null;
    }
    if (at + 3 >= end) return null;
    const target = targetAt(text, at, end);
    if (target === null) return null;
    return {
      kind: "usual-rule",
      at: start,
      chain: words.chain(text, start + 3, chainEnd),
      rule: { matches: matchesOf(own, modules), target, owner },
      targetStart: at + 3,
      targetEnd: nextSpace(text, at + 3, end),
    };
  };
}

function matchesOf(own: readonly (Match | null)[], modules: readonly Match[]): readonly Match[] {
  const matches: Match[] = [];
  for (const match of own) if (match !== null) matches.push(match);
  for (const match of modules) matches.push(match);
  // A list that has grown keeps room for more, in each of hundreds of thousands of rules: its copy has none.
  return matches.slice();
}

function nextSpace(text: string, from: number, end: number): number {
  const space = text.indexOf(" ", from);
  return space === -1 || space > end ? end : space;
}

function hasQuote(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === QUOTE) return true;
  return false;
}

// Where the long options and their values end that begin at an offset; -1 where they are unusual.
function optionsEnd(text: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    if (at >= end) return end;
    const next = at === from && text.charCodeAt(at) !== SPACE ? at : at + 1;
    const code = text.charCodeAt(next);
    if (code === SPACE || code === QUOTE || next >= end) return -1;
    if (code === MINUS && text.charCodeAt(next + 1) !== MINUS) return at;
    if (code === BANG && text.charCodeAt(next + 3) !== MINUS) return at;
    at = nextSpace(text, next + 1, end);
  }
}
