import { errorAt } from "../../base/diagnostic.js";
import type { Actor } from "../../cluster/actor.js";
import type { Command, PlayItem } from "../../cluster/scenario.js";
import { LIMIT } from "../limit.js";
import { headSpanOf, keywordOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import { commands, knownWords } from "../vocabulary.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readActor } from "./actor.js";
import type { PlayContext } from "./context.js";
import { readDig } from "./dig.js";
import { readClose, readSay } from "./kept-connection.js";
import { readNslookup } from "./nslookup.js";
import { isReachableName } from "./name-scope.js";
import type { NameScope, RequestHint } from "./name-scope.js";
import { readConnect, readPing, readSend } from "./reach.js";
import { parseUrl } from "./url.js";

/** Reads `CLIENT curl URL`, `CLIENT ping HOST` and their like, with `explore` before them and `3 times` behind them or not; null with a diagnostic. */
export function readRequest(
  statement: Statement,
  context: PlayContext,
  hint: RequestHint,
): PlayItem | null {
  const isExplored = keywordOf(statement) === "explore" && !runsNext(statement);
  const said = isExplored ? { ...statement, words: statement.words.slice(1) } : statement;
  const { times, rest } = takeTimes(said, context);
  const words = readWords(rest, context.report, 0);
  const client = readActor(words, context);
  if (client === null) return null;
  const program = words.take(commands.once.join(", "));
  const chosen = program && readChoice(program, commands.once, context.report, commands.planned);
  if (chosen === null) return null;
  const scope: NameScope = { namespace: namespaceOf(client), client, context, hint };
  const command = readCommand(chosen, words, scope);
  const span = headSpanOf(statement);
  if (command !== null && times > 1 && opensOrCloses(command)) {
    context.report(errorAt(span, "one-connection", { word: command.kind }));
    return null;
  }
  return (
    command && { kind: "request", client, command, times, ...(isExplored && { isExplored }), span }
  );
}

// A connection of a name is one, and is closed once.
function opensOrCloses(command: Command): boolean {
  return command.kind === "close" || (command.kind === "connect" && command.keptAs !== null);
}

// A pod may be named `explore`.
function runsNext({ words }: Statement): boolean {
  return knownWords(commands).includes(words[1]?.text ?? "");
}

/** The Kubernetes namespace that a client's names are looked up in; none outside of pods. */
function namespaceOf({ kind, name }: Actor): string {
  return kind === "pod" ? name.slice(0, name.indexOf("/")) : "";
}

function takeTimes(
  statement: Statement,
  { report }: PlayContext,
): { readonly times: number; readonly rest: Statement } {
  const { words } = statement;
  const [number, times] = words.slice(-2);
  if (number === undefined || times?.text !== "times" || times.quoted || words.length < 4)
    return { times: 1, rest: statement };
  const count = readNumber(number, { min: 1, max: LIMIT.times }, report);
  return { times: count ?? 1, rest: { ...statement, words: words.slice(0, -2) } };
}

function readCommand(program: string, words: WordReader, scope: NameScope): Command | null {
  switch (program) {
    case "curl":
      return readCurl(words, scope);
    case "ping":
      return readPing(words, scope);
    case "connect":
      return readConnect(words, scope);
    case "send":
      return readSend(words, scope);
    case "say":
      return readSay(words, scope);
    case "close":
      return readClose(words, scope);
    case "nslookup":
      return readNslookup(words, scope);
    case "cat":
      return readCat(words);
    default:
      return readDig(words, scope);
  }
}

// The files that programs look names up with.
function readCat(words: WordReader): Command | null {
  const known = ["/etc/resolv.conf", "/etc/hosts"] as const;
  const word = words.take(known.join(", "));
  const file = word && readChoice(word, known, words.report);
  words.end();
  return file && { kind: "cat", file };
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
