import { nearest } from "../../base/nearest.js";
import type { GivenOption, Reading } from "../match/form.js";
import type { MatchKind } from "../match/match.js";
import { MATCH_FORMS } from "../match/order.js";
import { protocolName } from "../match/protocol.js";
import { targetNamed } from "../target/order.js";
import { FOREIGN_OPTIONS } from "./foreign-option.js";
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
  readonly foreign: Readonly<Record<string, number>>;
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

/** Sorts a rule's words into its matches and its target; null after a reported mistake. */
export function partsOf(words: readonly Word[], reading: Reading): RuleParts | null {
  const headers = new Map<MatchKind, OpenPart>();
  const modules: OpenPart[] = [];
  const opened: OpenPart[] = [];
  let target: OpenPart | null = null;
  let index = 0;

  const open = (part: OpenPart): OpenPart => {
    opened.push(part);
    return part;
  };
  const openModule = (kind: MatchKind | null, from: readonly Word[]): OpenPart => {
    const part = open(openPart(kind, from));
    modules.push(part);
    return part;
  };
  const implied = (option: string): OpenPart | null => {
    const protocol = headers.get("protocol")?.given[0]?.values[0]?.text ?? "";
    const kind = IMPLIED[protocolName(protocol)];
    if (kind === undefined || MATCH_FORMS[kind].options[option] === undefined) return null;
    return openModule(kind, []);
  };
  const ownerOf = (option: string): OpenPart | null => {
    const knows = (part: OpenPart): boolean =>
      part.options[option] !== undefined || part.foreign[option] !== undefined;
    const last = opened.at(-1);
    return opened.findLast(knows) ?? implied(option) ?? (last?.opaque === true ? last : null);
  };

  while (index < words.length) {
    const from = index;
    const bang = words[index];
    const negated = bang?.text === "!" && !bang.quoted;
    if (negated) index++;
    const name = words[index++];
    if (name === undefined)
      return bang === undefined ? null : reading.mistake(bang, "rules-missing-option");
    const value = words[index];

    if (name.text === "-m" || name.text === "--match") {
      if (value === undefined) return reading.mistake(name, "rules-missing-value");
      index++;
      openModule(MODULES.get(value.text) ?? null, words.slice(from, index));
      continue;
    }
    if (TARGET_OPTIONS.has(name.text)) {
      if (value === undefined) return reading.mistake(name, "rules-missing-value");
      if (target !== null) return reading.mistake(name, "rules-repeated-option");
      index++;
      target = open({
        ...openPart(null, words.slice(from, index)),
        ...targetPart(value, name),
      });
      continue;
    }
    const header = HEADER_OPTIONS.get(name.text);
    const part: OpenPart | null =
      header === undefined ? ownerOf(name.text) : (headers.get(header) ?? openPart(header, []));
    if (part === null) {
      const known = [
        ...HEADER_OPTIONS.keys(),
        ...opened.flatMap(({ options }) => Object.keys(options)),
      ];
      const near = nearest(name.text, known);
      return reading.mistake(name, "rules-unknown-option", near === null ? {} : { nearest: near });
    }
    if (header !== undefined) headers.set(header, part);
    const count = part.options[name.text] ?? part.foreign[name.text] ?? valuesAt(words, index);
    if (index + count > words.length) return reading.mistake(name, "rules-missing-value");
    if (part.options[name.text] === undefined) part.opaque = true;
    part.given.push({ name, negated, values: words.slice(index, index + count) });
    index += count;
    part.words.push(...words.slice(from, index));
  }
  const own = HEADER_KINDS.map((kind) => headers.get(kind)).filter((part) => part !== undefined);
  return { matches: [...own, ...modules], target };
}

const TARGET_OPTIONS: ReadonlySet<string> = new Set(["-j", "--jump", "-g", "--goto"]);

function openPart(kind: MatchKind | null, words: readonly Word[]): OpenPart {
  const options = kind === null ? {} : MATCH_FORMS[kind].options;
  const foreign = kind === null ? {} : (FOREIGN_OPTIONS[kind] ?? {});
  return { kind, options, foreign, opaque: kind === null, given: [], words: [...words] };
}

function targetPart(name: Word, option: Word): Pick<OpenPart, "options" | "opaque"> {
  const form =
    option.text.startsWith("-g") || option.text === "--goto" ? null : targetNamed(name.text);
  return { options: form?.options ?? {}, opaque: form === null };
}

// An unknown option takes every word up to the next option.
function valuesAt(words: readonly Word[], index: number): number {
  const next = words.findIndex(
    ({ text, quoted }, at) => at >= index && !quoted && (text === "!" || /^--?[a-z]/.test(text)),
  );
  return (next === -1 ? words.length : next) - index;
}
