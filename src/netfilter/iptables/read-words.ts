import type { Family } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { required } from "../../base/assert.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { MatchForm, Reading } from "../match/form.js";
import type { Match, MatchKind } from "../match/match.js";
import { MATCH_FORMS } from "../match/order.js";
import type { Rule, RuleOwner } from "../rule-set.js";
import type { Target } from "../target/target.js";
import { readTarget } from "./read-target.js";
import { partsOf } from "./rule-part.js";
import type { RulePart } from "./rule-part.js";
import { printWords } from "./word.js";
import type { Word } from "./word.js";

/** Takes the diagnostics of a text that the program wrote itself: an error there is a mistake of ours. */
export const throwError: Report = ({ code, severity, parameters }) => {
  if (severity === "error") throw new Error(`hopwise: ${code} ${JSON.stringify(parameters)}`);
};

/** For whom the words of a rule are read. */
export interface RuleReading {
  readonly family: Family;
  readonly owner: RuleOwner;
  readonly report: Report;
}

/** Reads the words of one rule; null after a reported mistake. */
export function readWords(words: readonly Word[], to: RuleReading): Rule | null {
  const { family, owner, report } = to;
  let mistakes = 0;
  const reading: Reading = {
    family,
    mistake(at, code, parameters = {}) {
      mistakes++;
      report(errorAt(at.span, code, { found: at.text, ...parameters }));
      return null;
    },
  };
  const parts = partsOf(words, reading);
  if (parts === null) return null;

  // What no form reads, or what a target does not know this use of, is kept as it is.
  const keep = (part: RulePart, code: string): string | null => {
    if (mistakes > 0) return null;
    report(warningAt(spanOf(part), code, { found: part.words[1]?.text ?? "" }));
    return printWords(part.words);
  };
  const matches: Match[] = [];
  for (const part of parts.matches) {
    const match =
      part.kind === null || part.opaque
        ? opaqueMatch(keep(part, "rules-unknown-match"))
        : readMatch(part.kind, part, { reading, hasMistake: () => mistakes > 0 });
    if (match !== null) matches.push(match);
  }
  const target =
    parts.target === null
      ? null
      : (readTarget(parts.target, reading) ??
        opaqueTarget(keep(parts.target, "rules-unknown-target")));
  return mistakes > 0 ? null : { matches, target, owner };
}

// The other family has another one, or none.
const ONLY_OF: Partial<Readonly<Record<MatchKind, Family>>> = {
  icmp: "ipv4",
  ttl: "ipv4",
  icmp6: "ipv6",
  hl: "ipv6",
};

function readMatch(
  kind: MatchKind,
  { given, words }: RulePart,
  { reading, hasMistake }: { readonly reading: Reading; readonly hasMistake: () => boolean },
): Match | null {
  const form: MatchForm<Match> = MATCH_FORMS[kind];
  const name = words[1] ?? words[0];
  if (name !== undefined && (ONLY_OF[kind] ?? reading.family) !== reading.family)
    return reading.mistake(name, "rules-other-family");
  const match = form.read(given, reading);
  if (match === null && !hasMistake() && name !== undefined)
    reading.mistake(name, "rules-incomplete-match");
  return match;
}

function opaqueMatch(text: string | null): Match | null {
  return text === null ? null : { kind: "opaque", text };
}

function opaqueTarget(text: string | null): Target | null {
  return text === null ? null : { kind: "opaque", text };
}

function spanOf({ words }: RulePart): SourceSpan {
  const [first, last] = [required(words[0], "a word"), required(words.at(-1), "a word")];
  return { ...first.span, end: last.span.end };
}
