import { requestId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";
import { createRecorder } from "./recorder.js";
import { connect } from "./small-trace-connect.js";
import { SMALL_HEADER } from "./small-trace-header.js";
import { lookUp } from "./small-trace-lookup.js";
import { CLIENT } from "./small-trace-way.js";

/**
 * A short, hand-written trace that is well-formed in every field: `curl http://example` from a pod, one look-up, and the
 * SYN up to its delivery on the other node. Times are counted, one microsecond per event; nothing was simulated.
 */
export function smallTrace(): Trace {
  const recorder = createRecorder();
  const { say } = recorder;
  say(CLIENT, null, { kind: "chapter-started", chapter: 0 });
  say(CLIENT, null, {
    kind: "request-started",
    request: requestId(1),
    command: "curl http://example",
  });
  lookUp(recorder);
  connect(recorder);
  say(CLIENT, null, { kind: "note-shown", note: 0 });
  say(CLIENT, null, {
    kind: "request-ended",
    request: requestId(1),
    outcome: "answered",
    output: "hello",
    status: 200,
  });
  return { header: SMALL_HEADER, events: recorder.events };
}
