import { errorAt } from "../../base/diagnostic.js";
import type { Expectation } from "../../cluster/scenario.js";
import type { Statement } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readActor, readAnswerers, readWitness } from "./actor.js";
import type { PlayContext } from "./context.js";

/** The outcomes that can be expected, by the words of the language. */
const OUTCOMES = {
  refused: "refused",
  timeout: "timed out",
  nxdomain: "nxdomain",
  "no-data": "no data",
  "server-failure": "server failure",
  unreachable: "unreachable",
  reset: "reset",
  unknown: "cannot know",
} as const;

const WORDS = [
  "answered",
  "answer",
  "source",
  "refused",
  "timeout",
  "nxdomain",
  "no-data",
  "server-failure",
  "unreachable",
  "reset",
  "unknown",
  "rule",
  "no",
] as const;

/** Reads `expect 200 from worker2 in example`, `expect answered`, `expect answer 10.96.0.10`, `expect refused`, `expect source ADDRESS at client`, `expect no rule worker nat "CHAIN …"`; null with a diagnostic. */
export function readExpectation(statement: Statement, context: PlayContext): Expectation | null {
  const words = readWords(statement, context.report);
  const first = words.take(
    "200, answered, answer, refused, timeout, nxdomain, no-data, server-failure, unreachable, reset, unknown, source, rule, no rule",
  );
  if (first === null) return null;
  const expectation = readKind(words, first, context);
  if (expectation !== null) words.end();
  return expectation;
}

function readKind(
  words: WordReader,
  first: Statement["words"][number],
  context: PlayContext,
): Expectation | null {
  if (/^\d/.test(first.text)) {
    const status = readNumber(first, { min: 100, max: 599 }, context.report);
    const from = readFrom(words, context);
    return status === null || from === "wrong" ? null : { kind: "status", status, from };
  }
  const kind = readChoice(first, WORDS, context.report);
  if (kind === null) return null;
  if (kind === "rule") return readRule(words, true, context);
  if (kind === "no") return isNext("rule", words) ? readRule(words, false, context) : null;
  if (kind === "source") return readSource(words, context);
  if (kind === "answer") return readAnswer(words);
  if (kind !== "answered") return { kind: "outcome", outcome: OUTCOMES[kind] };
  const from = readFrom(words, context);
  return from === "wrong" ? null : { kind: "answered", from };
}

function readFrom(
  words: WordReader,
  context: PlayContext,
): (Expectation & { kind: "answered" })["from"] | "wrong" {
  if (words.skip("from") === null) return null;
  return readAnswerers(words, context) ?? "wrong";
}

function readAnswer(words: WordReader): Expectation | null {
  const data = words.list("10.96.0.10").map(({ text }) => text);
  return data.length === 0 ? null : { kind: "answer", data };
}

function readSource(words: WordReader, context: PlayContext): Expectation | null {
  const word = words.take("ADDRESS");
  const address = word && readAddress(word, context.report);
  if (address === null) return null;
  if (!isNext("at", words)) return null;
  const witness = readWitness(words, context);
  return witness && { kind: "source", address: address.value, at: witness };
}

function readRule(words: WordReader, stands: boolean, context: PlayContext): Expectation | null {
  const on = readActor(words, context);
  const table = on && words.take("TABLE");
  const said = table && words.take('"CHAIN RULE"');
  if (on === null || table === null || said === null) return null;
  const [, chain, text = ""] = /^\s*(\S+)\s*(.*?)\s*$/.exec(said.text) ?? [];
  if (chain !== undefined) return { kind: "rule", on, table: table.text, chain, text, stands };
  const expected = ['"KUBE-SERVICES -d 10.96.0.1/32"'];
  context.report(errorAt(said.span, "missing-value", { after: table.text, expected }));
  return null;
}

// Reports any other word.
function isNext(expected: string, words: WordReader): boolean {
  const word = words.take(expected);
  if (word === null || word.text === expected) return word !== null;
  words.report(errorAt(word.span, "unexpected-word", { word: word.text, expected: [expected] }));
  return false;
}
