import { parseAddress } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Pick, PlayItem } from "../../cluster/scenario.js";
import { headSpanOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { readChoice } from "../value/name.js";
import { parsePort, readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";
import type { PlayContext } from "./context.js";

const MOST_ENDPOINTS = 1_000;

/** Reads `pick endpoint 2`, `pick endpoint 10.244.2.3:80`; null with a diagnostic. */
export function readPick(line: Statement, { report }: PlayContext): PlayItem | null {
  const words = readWords(line, report);
  const what = words.take("endpoint");
  if (what === null || readChoice(what, ["endpoint"], report) === null) return null;
  const word = words.take("NUMBER, ADDRESS:PORT");
  if (word === null) return null;
  words.end();
  const endpoint = readEndpoint(word);
  if (endpoint === "number") {
    const number = readNumber(word, { min: 1, max: MOST_ENDPOINTS }, report);
    if (number === null) return null;
    return { kind: "pick", endpoint: { kind: "number", number }, span: headSpanOf(line) };
  }
  if (endpoint !== null) return { kind: "pick", endpoint, span: headSpanOf(line) };
  report(errorAt(word.span, "bad-endpoint", { text: word.text, expected: ["2", "10.244.2.3:80"] }));
  return null;
}

function readEndpoint({ text }: Word): Pick | "number" | null {
  if (/^\d+$/.test(text)) return "number";
  const alone = parseAddress(text);
  if (alone !== null) return { kind: "place", address: alone, port: null };
  const [, bracketed, plain, digits = ""] = /^(?:\[(.*)\]|([^:]*)):(\d+)$/.exec(text) ?? [];
  const address = parseAddress(bracketed ?? plain ?? "");
  const port = parsePort(digits)?.port ?? null;
  return address === null || port === null ? null : { kind: "place", address, port };
}
