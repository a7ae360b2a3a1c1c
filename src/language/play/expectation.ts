import { errorAt } from "../../base/diagnostic.js";
import { podKey } from "../../cluster/pod.js";
import type { Expectation } from "../../cluster/scenario.js";
import type { Statement } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import type { PlayContext } from "./context.js";
import { readPods } from "./pod-reference.js";

/** The outcomes that can be expected, by the words of the language. */
const OUTCOMES = {
  refused: "refused",
  timeout: "timed out",
  nxdomain: "nxdomain",
  unreachable: "unreachable",
  reset: "reset",
} as const;

const WORDS = ["source", "refused", "timeout", "nxdomain", "unreachable", "reset"] as const;

/** Reads `expect 200 from worker2 in example`, `expect refused`, `expect source ADDRESS at client`; null with a diagnostic. */
export function readExpectation(statement: Statement, context: PlayContext): Expectation | null {
  const words = readWords(statement, context.report);
  const first = words.take("200, refused, timeout, nxdomain, unreachable, reset, source");
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
  if (/^\d/.test(first.text)) return readStatus(words, first, context);
  const kind = readChoice(first, WORDS, context.report, ["rule", "answer"]);
  if (kind === null) return null;
  if (kind === "source") return readSource(words, context);
  return { kind: "outcome", outcome: OUTCOMES[kind] };
}

function readStatus(
  words: WordReader,
  first: Statement["words"][number],
  context: PlayContext,
): Expectation | null {
  const status = readNumber(first, { min: 100, max: 599 }, context.report);
  if (status === null) return null;
  if (words.skip("from") === null) return { kind: "status", status, from: null };
  const pods = readPods(words, context);
  if (pods === null) return null;
  return { kind: "status", status, from: pods.map((pod) => ({ kind: "pod", name: podKey(pod) })) };
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
  const place = words.peek();
  const pods = readPods(words, context);
  const [pod, ...others] = pods ?? [];
  if (pod === undefined) return null;
  if (others.length > 0 && place !== null) {
    const parameters = { name: place.text, expected: [`NODE in ${place.text}`] };
    context.report(errorAt(place.span, "ambiguous-pod", parameters));
    return null;
  }
  return { kind: "source", address: address.value, at: { kind: "pod", name: podKey(pod) } };
}
