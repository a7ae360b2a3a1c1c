import { required } from "../../base/assert.js";
import type { CaptionCode } from "../../message/caption/en.js";
import type { Outcome, PlayEvent } from "../../trace/event/play-event.js";
import { ownerOf, nameOf } from "../naming.js";
import { firstLine, say } from "./context.js";
import type { Tellers } from "./context.js";

const OUTCOMES: Readonly<Record<Outcome, CaptionCode>> = {
  answered: "request-answered",
  refused: "request-refused",
  unreachable: "request-unreachable",
  reset: "request-reset",
  "timed out": "request-timed-out",
  nxdomain: "request-nxdomain",
  "no data": "request-no-data",
  "server failure": "request-server-failure",
};

const TIMERS: Readonly<
  Record<(PlayEvent & { readonly kind: "timer-fired" })["purpose"], CaptionCode>
> = {
  "tcp-retransmit": "timer-retransmit",
  "dns-timeout": "timer-dns",
  "connect-timeout": "timer-connect",
};

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
  "request-started": ({ command }, { host }) => say("request-started", { client: host, command }),
  "request-ended": (event, { host }) => {
    const parameters = { client: host, output: tellingLine(event.output, event.outcome) };
    return event.outcome === "answered" && event.status !== null
      ? say("request-answered-status", { ...parameters, status: event.status })
      : say(OUTCOMES[event.outcome], parameters);
  },
  "socket-changed": (event, { host }) => {
    const { protocol, local, remote, state } = event;
    const parameters = { client: host, local, remote };
    if (protocol === "tcp" && state === "SYN-SENT") return say("socket-opening", parameters);
    if (protocol === "tcp" && state.startsWith("ESTAB"))
      return say("socket-established", parameters);
    if (protocol === "udp" && (state === "UNCONN" || state === "ESTAB")) {
      return say("socket-udp", parameters);
    }
    if (state === "CLOSED" || state === "CLOSE") {
      return say("socket-closed", { ...parameters, protocol: protocol.toUpperCase() });
    }
    return say("socket-changed", { ...parameters, protocol: protocol.toUpperCase(), state });
  },
  "timer-fired": (event, { host }) =>
    say(TIMERS[event.purpose], {
      client: host,
      seconds: Math.round(event.afterMicroseconds / 1000) / 1000,
    }),
  "expectation-checked": ({ text, holds, found }) =>
    holds ? say("expectation-held", { text }) : say("expectation-failed", { text, found }),
  "http-handled": ({ method, path, status, client }, { trace, host }) => {
    const owner = ownerOf(trace.header, client);
    const who = owner === undefined ? client : `${nameOf(trace.header, owner.id)} (${client})`;
    return say("http-handled", { host, method, path, status, client: who });
  },
};

// dig prints its answer below comments, and that there is none in one of them.
function tellingLine(output: string, outcome: Outcome): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const wanted =
    outcome === "answered"
      ? lines.find((line) => !line.startsWith(";"))
      : lines.find((line) => line.includes("status:"));
  const line = firstLine(wanted ?? lines[0] ?? "", 120);
  return line === "" ? "–" : line;
}
