import { errorAt } from "../../base/diagnostic.js";
import type { Command, PlayItem } from "../../cluster/scenario.js";
import { headSpanOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readChoice } from "../value/name.js";
import { commands } from "../vocabulary.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import type { PlayContext } from "./context.js";
import { readDig } from "./dig.js";
import { isReachableName } from "./name-scope.js";
import type { NameScope, RequestHint } from "./name-scope.js";
import { readClient } from "./pod-reference.js";
import { parseUrl } from "./url.js";

/** Reads `CLIENT curl URL` or `CLIENT dig NAME …`; null with a diagnostic. */
export function readRequest(
  statement: Statement,
  context: PlayContext,
  hint: RequestHint,
): PlayItem | null {
  const words = readWords(statement, context.report, 0);
  const pod = readClient(words, context);
  if (pod === null) return null;
  const program = words.take(commands.once.join(", "));
  const chosen = program && readChoice(program, commands.once, context.report, commands.planned);
  if (chosen === null) return null;
  const namespace = pod.slice(0, pod.indexOf("/"));
  const scope: NameScope = { namespace, context, hint };
  const command = chosen === "curl" ? readCurl(words, scope) : readDig(words, scope);
  const client = { kind: "pod", name: pod } as const;
  return command && { kind: "request", client, command, times: 1, span: headSpanOf(statement) };
}

function readCurl(words: WordReader, scope: NameScope): Command | null {
  const word = words.take("URL");
  if (word === null) return null;
  const { report } = words;
  if (/^-./.test(word.text)) {
    report(errorAt(word.span, "not-yet-supported", { word: word.text }));
    return null;
  }
  const url = parseUrl(word.text);
  if (url === null) {
    report(errorAt(word.span, "bad-url", { text: word.text, expected: ["http://example/"] }));
    return null;
  }
  if (url.scheme !== null && url.scheme !== "http") {
    report(errorAt(word.span, "not-yet-supported", { word: url.scheme, expected: ["http"] }));
    return null;
  }
  words.end();
  if (!isReachableName(url.host, word, scope)) return null;
  return { kind: "curl", url: word.text, host: url.host, port: url.port ?? 80, path: url.path };
}
