import { requestId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";
import { createRecorder } from "../support/recorder.js";
import { SMALL_HEADER } from "../support/small-trace-header.js";
import { CLIENT } from "../support/small-trace-way.js";

/** Two chapters with four story steps of 3, 4.5, 4 and 3 seconds; the second has one event for each finer level. */
export function fourSteps(): Trace {
  const { events, say } = createRecorder();
  const local = "10.244.1.4:41000";
  say(CLIENT, null, { kind: "chapter-started", chapter: 0 });
  say(CLIENT, null, { kind: "request-started", request: requestId(1), command: "curl http://a" });
  say(CLIENT, null, { kind: "candidate-tried", candidate: "a.", index: 0, types: ["A"] });
  say(CLIENT, null, {
    kind: "socket-changed",
    protocol: "udp",
    local,
    remote: "10.96.0.10:53",
    state: "UNCONN",
  });
  say(CLIENT, null, {
    kind: "lookup-started",
    request: requestId(1),
    name: "a",
    candidates: ["a."],
    dots: 0,
    ndots: 5,
  });
  say(CLIENT, null, {
    kind: "request-ended",
    request: requestId(1),
    outcome: "answered",
    output: "",
    status: 200,
  });
  say(CLIENT, null, { kind: "chapter-started", chapter: 1 });
  say(CLIENT, null, { kind: "request-started", request: requestId(2), command: "curl http://b" });
  const chapters = [...SMALL_HEADER.chapters, ...SMALL_HEADER.chapters];
  return { header: { ...SMALL_HEADER, chapters }, events };
}
