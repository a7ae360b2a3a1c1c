import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { EndpointDeclaration } from "../../cluster/declaration.js";
import { LIMIT } from "../limit.js";
import { keywordOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { nearParameters, readName, readNodeName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";

const DETAILS = [
  "on",
  "zone",
  "pod",
  "ready",
  "not-ready",
  "serving",
  "not-serving",
  "terminating",
  "for-zones",
  "for-nodes",
];

/** Which lines are endpoints, and what they may say beside the address. */
interface EndpointForm {
  readonly word: "endpoint" | "address";
  readonly details?: readonly string[];
}

/** Reads a block's lines such as `endpoint 10.244.1.9 on worker zone a pod web-0 not-ready for-zones a, b`; without those whose address is wrong. */
export function readEndpointLines(
  parts: readonly Statement[],
  { word, details = DETAILS }: EndpointForm,
  report: Report,
): readonly EndpointDeclaration[] {
  const lines = parts.filter((part) => keywordOf(part) === word);
  const over = lines[LIMIT.endpointsOfSlice];
  if (over !== undefined)
    report(errorAt(over.span, "too-many", { word, max: LIMIT.endpointsOfSlice }));
  return lines
    .slice(0, LIMIT.endpointsOfSlice)
    .map((line) => readEndpoint(readWords(line, report), line.span, details))
    .filter((endpoint) => endpoint !== null);
}

function readEndpoint(
  words: WordReader,
  span: SourceSpan,
  details: readonly string[],
): EndpointDeclaration | null {
  const word = words.take("ADDRESS");
  const address = word && readAddress(word, words.report);
  if (address === null) return null;
  let endpoint: EndpointDeclaration = {
    addresses: [address],
    ready: null,
    serving: null,
    terminating: null,
    node: null,
    zone: null,
    hostname: null,
    pod: null,
    zoneHints: [],
    nodeHints: [],
    span,
  };
  for (let next = words.peek(); next !== null; next = words.peek()) {
    words.take("");
    const said = details.includes(next.text) ? readDetail(next.text, words) : null;
    if (said === null) {
      const near = nearParameters(next.text, details);
      const parameters = { text: next.text, expected: details, ...near };
      words.report(errorAt(next.span, "bad-choice", parameters));
      break;
    }
    endpoint = { ...endpoint, ...said };
  }
  return endpoint;
}

function readDetail(keyword: string, words: WordReader): Partial<EndpointDeclaration> | null {
  switch (keyword) {
    case "on":
      return { node: readNode(words) };
    case "zone":
      return { zone: words.take("ZONE")?.text ?? null };
    case "pod": {
      const word = words.take("NAME");
      return { pod: (word && readName(word, words.report)?.value) ?? null };
    }
    case "ready":
      return { ready: true };
    case "not-ready":
      return { ready: false };
    case "serving":
      return { serving: true };
    case "not-serving":
      return { serving: false };
    case "terminating":
      return { terminating: true };
    case "for-zones":
      return { zoneHints: readSeveral(words, "ZONE") };
    case "for-nodes":
      return { nodeHints: readSeveral(words, "NODE") };
    default:
      return null;
  }
}

function readNode(words: WordReader): string | null {
  const word = words.take("NODE");
  return (word && readNodeName(word, words.report)?.value) ?? null;
}

/** Values with commas between them. */
function readSeveral(words: WordReader, expected: string): readonly string[] {
  const found: string[] = [];
  do {
    const word = words.take(expected);
    if (word !== null) found.push(word.text);
  } while (words.skip(",") !== null);
  return found;
}
