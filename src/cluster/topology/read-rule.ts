import { familyOf } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { RoutingRuleDeclaration } from "./routing-rule.js";
import { LARGEST, deviceFrom, familyIn, numberFrom, prefixFrom, tableFrom } from "./tool-value.js";
import { readRight, toolWords } from "./tool-word.js";
import type { ToolWord, ToolWords } from "./tool-word.js";

/** The rule that a command line of `ip rule add` asks for; throws where it is not right. */
export function ipRuleOf(text: string): RoutingRuleDeclaration {
  return readRight(text, readIpRule);
}

/** Reads the words behind `ip rule add` (iproute2 ip/iprule.c: iprule_modify); null, with the mistakes reported. */
export function readIpRule(
  given: readonly ToolWord[],
  report: Report,
): RoutingRuleDeclaration | null {
  const [first] = given;
  const last = given.at(-1);
  if (first === undefined || last === undefined) return null;
  const words = toolWords(given, report);
  if (first.text === "-4" || first.text === "-6") words.next();
  let rule: RoutingRuleDeclaration = {
    family: familyIn(given),
    priority: null,
    negated: false,
    from: null,
    to: null,
    mark: null,
    input: null,
    output: null,
    // Without a word of one, the main table is asked.
    action: { kind: "table", table: "main" },
    span: { ...first.span, end: last.span.end },
  };
  for (let word = words.next(); word !== null; word = words.next())
    rule = { ...rule, ...readPart(word, rule, words) };
  for (const { base } of [rule.from, rule.to].filter((prefix) => prefix !== null)) {
    if (familyOf(base) === rule.family) continue;
    const parameters = { address: base, families: [rule.family] };
    words.mistake({ text: base, span: rule.span }, "address-of-other-family", parameters);
  }
  return words.isWrong() ? null : rule;
}

const PLANNED: readonly string[] = [
  "tos",
  "dsfield",
  "realms",
  "l3mdev",
  "uidrange",
  "ipproto",
  "sport",
  "dport",
  "goto",
  "nop",
  "nat",
  "suppress_prefixlength",
  "suppress_ifgroup",
  "protocol",
];

const PARTS: readonly string[] = [
  "pref",
  "not",
  "from",
  "to",
  "fwmark",
  "iif",
  "oif",
  "lookup",
  "blackhole",
  "unreachable",
  "prohibit",
];

function readPart(
  word: ToolWord,
  { family }: RoutingRuleDeclaration,
  words: ToolWords,
): Partial<RoutingRuleDeclaration> {
  const value = (expected: string): ToolWord | null => words.after(word, expected);
  switch (word.text) {
    case "pref":
    case "preference":
    case "priority":
    case "order": {
      const text = value("NUMBER");
      return { priority: text && numberFrom(text, { min: 0, max: LARGEST }, words) };
    }
    case "not":
      return { negated: true };
    case "from":
    case "to": {
      const text = value("PREFIX");
      // `all` is no condition.
      const prefix = text === null || text.text === "all" ? null : prefixFrom(text, words, family);
      return word.text === "from" ? { from: prefix } : { to: prefix };
    }
    case "fwmark": {
      const text = value("MARK");
      return { mark: text && markFrom(text, words) };
    }
    case "iif":
    case "dev": {
      const text = value("DEVICE");
      return { input: text && deviceFrom(text, words) };
    }
    case "oif": {
      const text = value("DEVICE");
      return { output: text && deviceFrom(text, words) };
    }
    case "lookup":
    case "table": {
      const text = value("TABLE");
      const table = text && tableFrom(text, words);
      return table === null ? {} : { action: { kind: "table", table } };
    }
    case "blackhole":
    case "unreachable":
    case "prohibit":
      return { action: { kind: word.text } };
    default: {
      const code = PLANNED.includes(word.text) ? "not-yet-supported" : "unexpected-word";
      words.mistake(word, code, { word: word.text, expected: PARTS });
      return {};
    }
  }
}

function markFrom(word: ToolWord, words: ToolWords): RoutingRuleDeclaration["mark"] {
  const [head = "", tail, ...rest] = word.text.split("/");
  const bounds = { min: 0, max: LARGEST };
  if (rest.length > 0) return words.mistake(word, "bad-number", { text: word.text, ...bounds });
  const value = numberFrom({ ...word, text: head }, bounds, words);
  const mask = tail === undefined ? LARGEST : numberFrom({ ...word, text: tail }, bounds, words);
  return value === null || mask === null ? null : { value, mask };
}
