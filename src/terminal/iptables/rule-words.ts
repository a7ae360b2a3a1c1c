import type { Family } from "../../base/address.js";
import { linesOf } from "../../netfilter/iptables/line.js";
import { partsOf } from "../../netfilter/iptables/rule-part.js";
import type { RulePart } from "../../netfilter/iptables/rule-part.js";

/** An option of a match or a target as iptables-save prints it: `! --dport 80`. */
export interface RuleOption {
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** A match or a target with its options. */
export interface RuleExtension {
  /** The module after `-m`, or the name after `-j` or `-g`. */
  readonly name: string;
  readonly options: readonly RuleOption[];
  /** All of its words. */
  readonly words: readonly string[];
}

/** A rule taken apart: what every rule may say, its modules in order, and its target. */
export interface RuleWords {
  /** `-s`, `-d`, `-i`, `-o`, `-p`, `-f`. */
  readonly own: ReadonlyMap<string, RuleOption>;
  readonly matches: readonly RuleExtension[];
  readonly target: RuleExtension | null;
  readonly isGoto: boolean;
}

/** Takes a rule of a trace apart; null for a text that is no rule. */
export function readRuleWords(text: string, family: Family): RuleWords | null {
  for (const line of linesOf({ name: "rule", text: `-A RULE ${text}` })) {
    if (line.kind !== "rule") return null;
    const parts = partsOf(line.words, { family, mistake: () => null });
    if (parts === null) return null;
    const own = parts.matches.filter(({ words }) => words[0]?.text !== "-m");
    const target = parts.target === null ? null : extensionOf(parts.target);
    return {
      own: new Map(own.flatMap((part) => part.given.map(optionOf)).map((one) => [one.name, one])),
      matches: parts.matches.filter(({ words }) => words[0]?.text === "-m").map(extensionOf),
      target,
      isGoto: target?.words[0] === "-g",
    };
  }
  return null;
}

function extensionOf({ words, given }: RulePart): RuleExtension {
  return {
    name: words[1]?.text ?? "",
    options: given.map(optionOf),
    words: words.map(({ text }) => text),
  };
}

function optionOf({ name, negated, values }: RulePart["given"][number]): RuleOption {
  return { name: name.text, negated, values: values.map(({ text }) => text) };
}
