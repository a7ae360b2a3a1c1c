import type { GivenOption, Reading } from "../match/form.js";
import type { MatchKind } from "../match/match.js";
import { MATCH_FORMS } from "../match/order.js";
import { protocolName } from "../match/protocol-number.js";
import { targetNamed } from "../target/order.js";
import { nearName } from "./near-name.js";
import type { Word } from "./word.js";

/** A piece of a rule: one match, or the target, with its options. */
export interface RulePart {
  /** The kind of match; null for the target, and for a match that no form reads. */
  readonly kind: MatchKind | null;
  /** Whether it is one that only can be kept as it is. */
  readonly opaque: boolean;
  readonly given: readonly GivenOption[];
  /** All of its words, with `-m` or `-j`. */
  readonly words: readonly Word[];
}

/** A rule's pieces: matches in the kernel's order, then the target. */
export interface RuleParts {
  readonly matches: readonly RulePart[];
  readonly target: RulePart | null;
}

interface OpenPart {
  readonly kind: MatchKind | null;
  readonly options: Readonly<Record<string, number>>;
  opaque: boolean;
  readonly given: GivenOption[];
  readonly words: Word[];
}

const KINDS = Object.keys(MATCH_FORMS) as readonly MatchKind[];
const MODULES = new Map(KINDS.map((kind) => [MATCH_FORMS[kind].module ?? "", kind]));
const HEADER_KINDS = KINDS.filter((kind) => MATCH_FORMS[kind].module === null);
const HEADER_OPTIONS = new Map(
  HEADER_KINDS.flatMap((kind) =>
    Object.keys(MATCH_FORMS[kind].options).map((option) => [option, kind] as const),
  ),
);

/** The modules that `-p` brings along. */
const IMPLIED: Readonly<Record<string, MatchKind>> = {
  tcp: "tcp",
  udp: "udp",
  sctp: "sctp",
  icmp: "icmp",
  "ipv6-icmp": "icmp6",
};

const TARGET_OPTIONS: ReadonlySet<string> = new Set(["-j", "--jump", "-g", "--goto"]);

// No program writes longer rules, and untrusted text must not make reading slow.
const MOST_WORDS = 512;

interface OpenRule {
  readonly headers: Map<MatchKind, OpenPart>;
  readonly modules: OpenPart[];
  /** Modules and the target, in the order in which the rule names them. */
  readonly opened: OpenPart[];
  target: OpenPart | null;
}

/** Sorts a rule's words into its matches and its target; null after a reported mistake. */
export function partsOf(words: readonly Word[], reading: Reading): RuleParts | null {
  const tooMany = words[MOST_WORDS];
  if (tooMany !== undefined)
    return reading.mistake(tooMany, "rules-too-long-rule", { max: MOST_WORDS });
  const rule: OpenRule = { headers: new Map(), modules: [], opened: [], target: null };
  for (let at: number | null = 0; at < words.length;) {
    at = takeOption(rule, words, { from: at, reading });
    if (at === null) return null;
  }
  const own = HEADER_KINDS.map((kind) => rule.headers.get(kind));
  return {
    matches: [...own.filter((part) => part !== undefined), ...rule.modules],
    target: rule.target,
  };
}

// Takes one option with its values, and returns where the next one begins.
function takeOption(
  rule: OpenRule,
  words: readonly Word[],
  { from, reading }: { readonly from: number; readonly reading: Reading },
): number | null {
  const first = words[from];
  const negated = first?.text === "!" && !first.quoted;
  const name = words[negated ? from + 1 : from];
  if (first === undefined) return null;
  if (name === undefined) return reading.mistake(first, "rules-missing-option");
  const after = from + (negated ? 2 : 1);
  const value = words[after];
  const isModule = name.text === "-m" || name.text === "--match";
  if (isModule || TARGET_OPTIONS.has(name.text)) {
    if (value === undefined) return reading.mistake(name, "rules-missing-value");
    if (!isModule && rule.target !== null) return reading.mistake(name, "rules-repeated-option");
    if (isModule) openModule(rule, MODULES.get(value.text) ?? null, words.slice(from, after + 1));
    else openTarget(rule, name, value);
    return after + 1;
  }
  const part = ownerOf(rule, name.text);
  if (part === null) {
    const implied = impliedKind(rule);
    const known = [
      ...rule.opened.flatMap(({ options }) => Object.keys(options)),
      ...(implied === null ? [] : Object.keys(MATCH_FORMS[implied].options)),
    ];
    const near = nearName(name.text, [...HEADER_OPTIONS.keys(), ...known]);
    return reading.mistake(name, "rules-unknown-option", near);
  }
  const count = part.options[name.text] ?? valuesAt(words, after);
  const end = after + count;
  if (end > words.length) return reading.mistake(name, "rules-missing-value");
  const isKnown = part.options[name.text] !== undefined;
  if (isKnown && part.kind !== null && part.given.some((each) => each.name.text === name.text))
    return reading.mistake(name, "rules-repeated-option");
  part.given.push({ name, negated, values: words.slice(after, end) });
  part.words.push(...words.slice(from, end));
  return end;
}

// An option is the rule's own, or of a module or target that knows it, or of the module that the protocol brings along;
// else of an unknown one just before it.
function ownerOf(rule: OpenRule, option: string): OpenPart | null {
  const header = HEADER_OPTIONS.get(option);
  if (header !== undefined) {
    const part = rule.headers.get(header) ?? openPart(header, []);
    rule.headers.set(header, part);
    return part;
  }
  const knows = ({ options }: OpenPart): boolean => options[option] !== undefined;
  const last = rule.opened.at(-1);
  return (
    rule.opened.findLast(knows) ??
    openImplied(rule, option) ??
    (last?.opaque === true ? last : null)
  );
}

function openModule(rule: OpenRule, kind: MatchKind | null, words: readonly Word[]): OpenPart {
  const part = openPart(kind, words);
  rule.modules.push(part);
  rule.opened.push(part);
  return part;
}

function impliedKind(rule: OpenRule): MatchKind | null {
  const protocol = rule.headers.get("protocol")?.given[0]?.values[0]?.text ?? "";
  return IMPLIED[protocolName(protocol)] ?? null;
}

function openImplied(rule: OpenRule, option: string): OpenPart | null {
  const kind = impliedKind(rule);
  if (kind === null || MATCH_FORMS[kind].options[option] === undefined) return null;
  return openModule(rule, kind, []);
}

function openTarget(rule: OpenRule, option: Word, name: Word): void {
  const isGoto = option.text === "-g" || option.text === "--goto";
  const form = isGoto ? null : targetNamed(name.text);
  const part = openPart(null, [option, name]);
  rule.target = { ...part, options: form?.options ?? {}, opaque: form === null };
  rule.opened.push(rule.target);
}

function openPart(kind: MatchKind | null, words: readonly Word[]): OpenPart {
  const options = kind === null ? {} : MATCH_FORMS[kind].options;
  return { kind, options, opaque: kind === null, given: [], words: [...words] };
}

// An unknown option takes every word up to the next option.
function valuesAt(words: readonly Word[], from: number): number {
  const isOption = ({ text, quoted }: Word): boolean =>
    !quoted && (text === "!" || /^--?[a-z]/.test(text));
  const next = words.findIndex((word, at) => at >= from && isOption(word));
  return (next === -1 ? words.length : next) - from;
}
