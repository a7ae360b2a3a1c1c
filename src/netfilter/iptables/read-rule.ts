import type { Family } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { MatchForm, Reading } from "../match/form.js";
import type { Match } from "../match/match.js";
import { MATCH_FORMS } from "../match/order.js";
import type { Rule, RuleOwner } from "../rule-set.js";
import type { Target } from "../target/target.js";
import { linesOf } from "./line.js";
import { readTarget } from "./read-target.js";
import { partsOf } from "./rule-part.js";
import type { RulePart } from "./rule-part.js";
import { printWords } from "./word.js";
import type { Word } from "./word.js";

/** Reads one rule as iptables-save prints it, without `-A CHAIN`; throws where it is none, for it is a trace's own text. */
export function readRule(text: string, family: Family, owner: RuleOwner = "user"): Rule {
  for (const line of linesOf({ name: "rule", text: `-A RULE ${text}` })) {
    const rule =
      line.kind === "rule" ? readWords(line.words, { family, owner, report: throwError }) : null;
    if (rule !== null) return rule;
  }
  throw new Error(`hopwise: this is no rule: ${text}`);
}

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

  const matches: Match[] = [];
  for (const part of parts.matches) {
    const match = readMatch(part, reading);
    if (match?.kind === "opaque") warn(part, "rules-unknown-match", report);
    if (match !== null) matches.push(match);
  }
  const target = parts.target === null ? null : targetOf(parts.target, reading);
  if (parts.target !== null && target?.kind === "opaque")
    warn(parts.target, "rules-unknown-target", report);
  return mistakes > 0 ? null : { matches, target, owner };
}

function readMatch(part: RulePart, reading: Reading): Match | null {
  const form: MatchForm<Match> | null = part.kind === null ? null : MATCH_FORMS[part.kind];
  const keep: Match = { kind: "opaque", text: printWords(part.words) };
  return form === null || part.opaque
    ? keep
    : orKeep(keep, reading, (to) => form.read(part.given, to));
}

function targetOf(part: RulePart, reading: Reading): Target | null {
  const keep: Target = { kind: "opaque", text: printWords(part.words) };
  return orKeep(keep, reading, (to) => readTarget(part, to));
}

// A form that finds neither a mistake nor what it needs does not know this use of it: the words are kept as they are.
function orKeep<Kept>(
  keep: Kept,
  reading: Reading,
  read: (reading: Reading) => Kept | null,
): Kept | null {
  const mistakes: Word[] = [];
  const result = read({
    ...reading,
    mistake(at, code, parameters) {
      mistakes.push(at);
      return reading.mistake(at, code, parameters);
    },
  });
  return result ?? (mistakes.length > 0 ? null : keep);
}

function warn({ words }: RulePart, code: string, report: Report): void {
  const [first, name] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return;
  const { source, start } = first.span;
  report(
    warningAt({ source, start, end: last.span.end }, code, { found: name?.text ?? first.text }),
  );
}
