import { required } from "../../base/assert.js";
import type { CaptionCode } from "../../message/caption/en.js";
import type { PlayEvent } from "../../trace/event/play-event.js";
import type { Outcome } from "../../trace/outcome.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { ownerOf, nameOf } from "../naming.js";
import { firstLine, say } from "./context.js";
import type { Tellers, Telling } from "./context.js";
import { digCaption } from "./dig.js";

const OUTCOMES: Readonly<Record<Outcome, CaptionCode>> = {
  answered: "request-answered",
  refused: "request-refused",
  unreachable: "request-unreachable",
  reset: "request-reset",
  "not permitted": "request-not-permitted",
  "timed out": "request-timed-out",
  nxdomain: "request-nxdomain",
  "no data": "request-no-data",
  "server failure": "request-server-failure",
  "cannot know": "request-cannot-know",
};

const TIMERS: Readonly<
  Record<(PlayEvent & { readonly kind: "timer-fired" })["purpose"], CaptionCode>
> = {
  "tcp-retransmit": "timer-retransmit",
  "tcp-give-up": "timer-give-up",
  "sctp-retransmit": "sctp-retransmit",
  "sctp-give-up": "sctp-give-up",
  "dns-timeout": "timer-dns",
  "connect-timeout": "timer-connect",
  "answer-timeout": "timer-answer",
  "idle-timeout": "timer-idle",
};

// What is sent again, or was for the last time.
const REPEATS: ReadonlySet<keyof typeof TIMERS> = new Set([
  "tcp-retransmit",
  "tcp-give-up",
  "sctp-retransmit",
  "sctp-give-up",
] as const);

/** What is said about the play: requests, sockets, timers, expectations. */
export const PLAY: Tellers<PlayEvent["kind"]> = {
  "chapter-started": ({ chapter }, { trace }) => ({
    ...say("chapter-started"),
    authored: { title: required(trace.header.chapters[chapter], "a chapter's title") },
  }),
  "note-shown": ({ note }, { trace }) => ({
    ...say("note-shown"),
    authored: { note: required(trace.header.notes[note], "a note") },
  }),
  "choices-explored": ({ command, trees }) => {
    const tree = trees.find(({ isLookup }) => !isLookup) ?? trees[0];
    const count = tree?.branches.length ?? 0;
    if (tree === undefined || count < 2) return say("choices-none", { command });
    if (tree.unplayed !== "0") return say("choices-too-many", { command, count });
    const shares = [...new Set(tree.branches.map(({ intended }) => intended))].join(", ");
    return say("choices-explored", { command, count, shares });
  },
  "request-started": ({ command }, { host }) => say("request-started", { client: host, command }),
  "request-ended": (event, telling) => {
    const { host } = telling;
    const learned = digCaption(event, telling);
    if (learned !== null) return learned;
    const parameters = { client: host, output: tellingLine(event) };
    return event.outcome === "answered" && event.status !== null
      ? say("request-answered-status", { ...parameters, status: event.status })
      : say(OUTCOMES[event.outcome], parameters);
  },
  "socket-changed": (event, telling) => {
    const { host } = telling;
    const { protocol, local, remote, state } = event;
    const parameters = { client: host, local, remote };
    if (protocol === "tcp" && state === "SYN-SENT") return say("socket-opening", parameters);
    if (protocol === "sctp" && state === "COOKIE_WAIT") return say("sctp-opening", parameters);
    if (protocol !== "udp" && state.startsWith("ESTAB"))
      return say(protocol === "tcp" ? "socket-established" : "sctp-established", parameters);
    if (protocol === "udp" && (state === "UNCONN" || state === "ESTAB")) {
      return say("socket-udp", parameters);
    }
    const before = isClosed(state) ? earlierState(event, telling) : null;
    if (before === "LAST-ACK") return say("socket-both-closed", parameters);
    if (before === "SHUTDOWN_ACK_SENT") return say("sctp-both-closed", parameters);
    if (isClosed(state)) {
      return say("socket-closed", { ...parameters, protocol: protocol.toUpperCase() });
    }
    return say("socket-changed", { ...parameters, protocol: protocol.toUpperCase(), state });
  },
  "timer-fired": (event, telling) => {
    const isSegment = REPEATS.has(event.purpose);
    const waited = isSegment ? waitedFor(event, telling) : event.afterMicroseconds;
    return say(TIMERS[event.purpose], { client: telling.host, seconds: secondsOf(waited) });
  },
  "expectation-checked": ({ text, holds, found }) =>
    holds ? say("expectation-held", { text }) : say("expectation-failed", { text, found }),
  "endpoint-chosen": ({ service, client, endpoint, place, of, kept }, { trace, host }) => {
    const owner = ownerOf(trace.header, client);
    const who = owner === undefined ? client : `${nameOf(trace.header, owner.id)} (${client})`;
    const parameters = { host, service, client: who };
    if (endpoint === null) return say("endpoint-none", parameters);
    const chosen = { ...parameters, endpoint, place, of };
    return say(kept ? "endpoint-kept" : "endpoint-chosen", chosen);
  },
  "http-handled": ({ method, path, status, client }, { trace, host }) => {
    const owner = ownerOf(trace.header, client);
    const who = owner === undefined ? client : `${nameOf(trace.header, owner.id)} (${client})`;
    return say("http-handled", { host, method, path, status, client: who });
  },
};

// What a program printed first is its answer, and an error comes last; ping says what came back, and counts it.
function tellingLine({ output, outcome }: TraceEvent & { readonly kind: "request-ended" }): string {
  const lines = output.trim().split("\n");
  const counted = lines.find((line) => line.includes(" packets transmitted"));
  const heard = lines.filter((line) => /^\d+ bytes from |^From /.test(line));
  const said = outcome === "answered" ? lines[0] : lines.at(-1);
  // JSON that is spread over lines begins with nothing but a brace.
  const whole = said === "{" ? lines.map((each) => each.trim()).join(" ") : said;
  const line = counted === undefined ? whole : heard.length === 1 ? heard[0] : counted;
  return firstLine(line ?? "", 120) || "–";
}

// A segment's waits follow each other without a gap: since when its first one is on its way, in microseconds.
function waitedFor(
  { at, namespace, afterMicroseconds }: TraceEvent & { readonly kind: "timer-fired" },
  { trace, step }: Telling,
): number {
  let since = at - afterMicroseconds;
  for (let index = step.about - 1; index >= 0; index--) {
    const other = trace.events[index];
    if (other === undefined || other.at < since) break;
    if (other.kind !== "timer-fired" || other.namespace !== namespace) continue;
    if (REPEATS.has(other.purpose) && other.at === since) since -= other.afterMicroseconds;
  }
  return at - since;
}

function secondsOf(microseconds: number): number {
  return Math.round(microseconds / 1000) / 1000;
}

function isClosed(state: string): boolean {
  return state === "CLOSED" || state === "CLOSE";
}

// A step may hold several changes of one socket, so the state before it is read from the events.
function earlierState(
  event: TraceEvent & { readonly kind: "socket-changed" },
  { trace, step }: Telling,
): string | null {
  for (let index = step.about - 1; index >= 0; index--) {
    const other = trace.events[index];
    if (other?.kind !== "socket-changed" || other.namespace !== event.namespace) continue;
    if (other.protocol !== event.protocol) continue;
    if (other.local === event.local && other.remote === event.remote) return other.state;
  }
  return null;
}
