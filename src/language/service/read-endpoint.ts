import { errorAt } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { EndpointDeclaration } from "../../cluster/declaration.js";
import { readAddress } from "../value/address.js";
import { nearParameters, readName, readNodeName } from "../value/name.js";
import type { WordReader } from "../word-reader.js";

const WORDS = [
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

/** Reads `10.244.1.9 on worker zone a pod web-0 not-ready serving terminating for-zones a, b for-nodes worker`; null where its address is wrong. */
export function readEndpoint(words: WordReader, span: SourceSpan): EndpointDeclaration | null {
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
    const said = readDetail(next.text, words);
    if (said === null) {
      const near = nearParameters(next.text, WORDS);
      const parameters = { text: next.text, expected: WORDS, ...near };
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
