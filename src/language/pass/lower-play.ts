import { errorAt } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import { applyClusterChange } from "../../cluster/control/apply-change.js";
import { settledCluster } from "../../cluster/control/pod-life.js";
import type { PlayItem } from "../../cluster/scenario.js";
import { LIMIT } from "../limit.js";
import type { PlayContext } from "../play/context.js";
import { CHANGE_WORDS, readChange } from "../play/change.js";
import { readExpectation } from "../play/expectation.js";
import { keptAfter } from "../play/kept-connection.js";
import { readPick } from "../play/pick.js";
import { readRequest } from "../play/request.js";
import { readSpoken } from "../play/spoken.js";
import { headSpanOf, keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readDuration } from "../value/number.js";
import { commands, isPart, knownWords } from "../vocabulary.js";
import { readWords } from "../word-reader.js";
import { upstreamsOf } from "../upstreams.js";
import type { Pass } from "./pass.js";

/** Reads what is played, against the cluster that it is played in. */
export const lowerPlay: Pass = {
  name: "lower-play",
  run: (draft, report) => {
    if (draft.cluster === null) return draft;
    const { cluster, topology, document } = draft;
    const files: SourceText[] = [];
    const context: PlayContext = {
      cluster,
      topology,
      source: document.source,
      report,
      manifests: draft.manifestSource,
      noteFiles: (named) => files.push(...named),
      upstreams: upstreamsOf(draft).map(({ address }) => address),
      hostFiles: draft.hostFiles,
      kept: [],
    };
    const all = statementsOf(draft.document.items).filter((s) => keywordOf(s) === "play");
    const lines = all.flatMap(partsOf);
    const over = lines[LIMIT.playItems];
    if (over !== undefined)
      report(errorAt(over.span, "too-many", { word: "play", max: LIMIT.playItems }));
    const play = readLines(lines.slice(0, LIMIT.playItems), context);
    return { ...draft, play, files: [...draft.files, ...files] };
  },
};

/** What an expectation is about: nothing yet, a request, or a request that could not be read. */
type LastRequest = "none" | "read" | "wrong";

function readLines(lines: readonly Statement[], start: PlayContext): readonly PlayItem[] {
  // A line speaks of the cluster as the lines before it have left it.
  let context = start;
  const play: PlayItem[] = [];
  let last: LastRequest = "none";
  for (const [index, line] of lines.entries()) {
    const kind = kindOf(line);
    switch (kind) {
      case "chapter":
      case "note":
      case "ask":
        readSpoken(kind, line, play, context.report);
        break;
      case "wait":
        play.push(...readWait(line, context));
        break;
      case "expect":
        play.push(...readExpect(line, last, context));
        break;
      case "request": {
        const item = readRequest(line, context, { expectsNxdomain: isNxdomainNext(lines, index) });
        if (item !== null) play.push(item);
        context = { ...context, kept: keptAfter(context.kept, item) };
        last = item === null ? "wrong" : "read";
        break;
      }
      case "pick": {
        const item = readPick(line, context);
        if (item !== null) play.push(item);
        const next = lines.slice(index + 1).some((after) => kindOf(after) === "request");
        if (!next) context.report(errorAt(headSpanOf(line), "pick-without-request", {}));
        break;
      }
      case "change": {
        const item = readChange(line, context);
        if (item !== null && isInPlace(item, play)) play.push(item);
        else if (item !== null) context.report(errorAt(item.span, "build-not-first", {}));
        if (item?.kind === "change" && item.change.kind === "cluster") {
          const changed = applyClusterChange(context.cluster, item.change.change);
          context = { ...context, cluster: settledCluster(changed) };
        }
        break;
      }
      case "unknown":
        break;
    }
  }
  return play;
}

type LineKind =
  "chapter" | "note" | "ask" | "wait" | "expect" | "pick" | "request" | "change" | "unknown";

function kindOf(line: Statement): LineKind {
  const [first, second] = line.words;
  const keyword = keywordOf(line);
  const runs = second !== undefined && knownWords(commands).includes(second.text);
  if (first === undefined || (second === undefined && !isPart("play", keyword))) return "unknown";
  if (ACTORS.includes(keyword) || (runs && !SPOKEN.includes(keyword))) return "request";
  const known = KINDS.find((kind) => kind === keyword);
  if (known !== undefined) return known;
  if (CHANGE_WORDS.includes(keyword)) return "change";
  // Words that check-words has already reported.
  return isPart("play", keyword) ? "unknown" : "request";
}

const KINDS = ["chapter", "note", "ask", "wait", "expect", "pick"] as const;
const ACTORS: readonly string[] = ["explore", "pod", "node", "host", "container"];
const SPOKEN: readonly string[] = ["chapter", "note", "ask"];

/** Whether a change can stand where it does: a network is built before anything happens in it. */
function isInPlace(item: PlayItem, before: readonly PlayItem[]): boolean {
  const isBuild = item.kind === "change" && item.change.kind === "build";
  return !isBuild || !before.some(({ kind }) => kind === "request" || kind === "change");
}

function isNxdomainNext(lines: readonly Statement[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => ["expect", "request"].includes(kindOf(line)));
  return next !== undefined && kindOf(next) === "expect" && next.words[1]?.text === "nxdomain";
}

function readWait(line: Statement, context: PlayContext): readonly PlayItem[] {
  const words = readWords(line, context.report);
  const word = words.take("DURATION");
  const microseconds = word && readDuration(word, context.report);
  words.end();
  return microseconds === null ? [] : [{ kind: "wait", microseconds, span: headSpanOf(line) }];
}

function readExpect(line: Statement, last: LastRequest, context: PlayContext): readonly PlayItem[] {
  const expectation = readExpectation(line, context);
  if (["rule", "no"].includes(line.words[1]?.text ?? ""))
    return expectation === null ? [] : [{ kind: "expect", expectation, span: headSpanOf(line) }];
  if (last === "none") context.report(errorAt(headSpanOf(line), "expectation-without-request", {}));
  // What a request that could not be read would have come to is not known, so nothing is checked.
  if (expectation === null || last !== "read") return [];
  return [{ kind: "expect", expectation, span: headSpanOf(line) }];
}
