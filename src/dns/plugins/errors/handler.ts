import type { Effects } from "../../../base/effect.js";
import { rcodeNumber } from "../../../packet/dns-code.js";
import type { Regexp } from "../../../regexp/regexp.js";
import { ask } from "../../ask.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { formatDuration } from "../../corefile/go-value.js";
import type { DnsNeed } from "../../effect.js";

/** Errors that are counted for a time and told in one line. */
export interface Consolidation {
  readonly seconds: number;
  readonly pattern: Regexp;
  readonly level: "warning" | "error" | "info" | "debug";
  /** Whether the first of them is told at once. */
  readonly showsFirst: boolean;
}

interface Count extends Consolidation {
  /** Since the time began; 0 while none runs. */
  count: number;
}

/** Logs the errors that later plugins return (coredns plugin/errors/errors.go). */
export function createErrors(consolidations: readonly Consolidation[]): Handler {
  const counts = consolidations.map((one): Count => ({ ...one, count: 0 }));
  return function* handleErrors(visit: Visit): Effects<DnsNeed, Answer> {
    const answer = yield* visit.passOn();
    const error = answer.kind === "silent" ? null : (answer.error ?? null);
    if (error === null) return answer;
    // The query is told as the plugins left it; one whose reply was written comes back with the code 0.
    const { name, type } = answer.query?.question[0] ?? visit.question;
    const code = answer.kind === "returned" ? rcodeNumber(answer.rcode) : 0;
    const text = `${code} ${name.toLowerCase()} ${type}: ${error}`;
    const like = counts.find(({ pattern }) => pattern.find(error) !== null);
    if (like === undefined) {
      yield* visit.act({ kind: "error-logged", text });
      return answer;
    }
    like.count++;
    if (like.count > 1) return answer;
    yield* ask({ kind: "spawn", process: tellLater(visit, like) });
    if (like.showsFirst) yield* logLine(visit, like, text);
    return answer;
  };
}

function* tellLater(visit: Visit, like: Count): Effects<DnsNeed, void> {
  yield* ask({ kind: "sleep", microseconds: like.seconds * 1e6 });
  const { count } = like;
  like.count = 0;
  if (count === 1 && like.showsFirst) return;
  const period = formatDuration(like.seconds);
  const text = `${count} errors like '${like.pattern.source}' occurred in last ${period}`;
  yield* logLine(visit, like, text);
}

// Lines for debugging are written where `debug` is on; it never is here.
function* logLine(visit: Visit, { level }: Count, text: string): Effects<DnsNeed, void> {
  if (level === "error") yield* visit.act({ kind: "error-logged", text });
  else if (level !== "debug") {
    const line = `[${level.toUpperCase()}] plugin/errors: ${text}`;
    yield* visit.act({ kind: "line-logged", text: line });
  }
}
