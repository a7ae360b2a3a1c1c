import { errorAt } from "../../base/diagnostic.js";
import type { Expectation } from "../../cluster/scenario.js";
import type { Statement } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readAnswerers, readWitness } from "./actor.js";
import type { PlayContext } from "./context.js";

/** The outcomes that can be expected, by the words of the language. */
const OUTCOMES = {
  refused: "refused",
  timeout: "timed out",
  nxdomain: "nxdomain",
  unreachable: "unreachable",
  reset: "reset",
  unknown: "cannot know",
} as const;

const WORDS = [
  "answered",
  "source",
  "refused",
  "timeout",
  "nxdomain",
  "unreachable",
  "reset",
  "unknown",
] as const;

/** Reads `expect 200 from worker2 in example`, `expect answered`, `expect refused`, `expect source ADDRESS at client`; null with a diagnostic. */
export function readExpectation(statement: Statement, context: PlayContext): Expectation | null {
  const words = readWords(statement, context.report);
  const first = words.take(
    "200, answered, refused, timeout, nxdomain, unreachable, reset, unknown, source",
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
  const kind = readChoice(first, WORDS, context.report, ["rule", "answer"]);
  if (kind === null) return null;
  if (kind === "source") return readSource(words, context);
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

function readSource(words: WordReader, context: PlayContext): Expectation | null {
  const word = words.take("ADDRESS");
  const address = word && readAddress(word, context.report);
  if (address === null) return null;
  const at = words.take("at");
  if (at === null) return null;
  if (at.text !== "at") {
    context.report(errorAt(at.span, "unexpected-word", { word: at.text, expected: ["at"] }));
    return null;
  }
  const witness = readWitness(words, context);
  return witness && { kind: "source", address: address.value, at: witness };
}
