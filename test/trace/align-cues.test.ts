import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { alignCues } from "../../src/trace/align-cues.js";
import type { Scheduled } from "../../src/trace/align-cues.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { namespaceId, requestId } from "../../src/trace/id.js";
import { smallTrace } from "../support/small-trace.js";

const stamp = { at: 0, namespace: namespaceId("node/worker"), packet: null };

function start(request: number): TraceEvent {
  return {
    ...stamp,
    kind: "request-started",
    request: requestId(request),
    command: "curl http://a",
  };
}

const note: TraceEvent = { ...stamp, kind: "note-shown", note: 0 };

/** One step for each event, of these lengths. */
function scheduled(events: readonly TraceEvent[], seconds: readonly number[]): Scheduled {
  const starts = seconds.map((_, index) =>
    seconds.slice(0, index).reduce((sum, one) => sum + one, 0),
  );
  return {
    trace: { ...smallTrace(), events },
    steps: events.map((_, index) => ({
      ...{ index, from: index, to: index + 1, about: index },
      ...{ level: "story", chapter: null },
    })),
    cues: seconds.map((durationSeconds, step) => ({
      step,
      startSeconds: starts[step] ?? 0,
      durationSeconds,
    })),
  };
}

describe("alignCues", () => {
  it("lets every request begin at the same second, as late as in the slowest play", () => {
    const quick = scheduled([start(1), note, start(2), note], [1, 1, 1, 1]);
    const slow = scheduled([start(1), note, note, start(2)], [2, 2, 2, 4]);
    const [first, second] = alignCues([quick, slow]);
    assert.deepEqual(
      first?.map(({ startSeconds, durationSeconds }) => [startSeconds, durationSeconds]),
      [
        [0, 3],
        [3, 3],
        [6, 2],
        [8, 2],
      ],
    );
    assert.deepEqual(second, slow.cues);
  });

  it("leaves plays alone that do not make the same requests, and one play as it is", () => {
    const one = scheduled([start(1)], [1]);
    const two = scheduled([start(1), start(2)], [1, 1]);
    assert.deepEqual(alignCues([one, two]), [one.cues, two.cues]);
    assert.deepEqual(alignCues([two]), [two.cues]);
    assert.deepEqual(alignCues([]), []);
  });
});
