import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { alignCues } from "../../src/trace/align-cues.js";
import type { Cue } from "../../src/trace/cue.js";
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

const marked: TraceEvent = { ...stamp, kind: "packet-marked", mark: 1 };
const crossed: TraceEvent = { ...stamp, kind: "segment-size-set", maximumSegment: 1400 };
const looked: TraceEvent = { ...stamp, kind: "ttl-set", ttl: 63 };

function spansOf(cues: readonly Cue[] = []): readonly (readonly number[])[] {
  return cues.map(({ startSeconds, durationSeconds }) => [startSeconds, durationSeconds]);
}

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
  it("lets every request and every fact that all have begin at the same second, as late as in the slowest play", () => {
    const quick = scheduled([start(1), note, start(2), note], [1, 1, 1, 1]);
    const slow = scheduled([start(1), note, note, start(2)], [2, 2, 2, 4]);
    const [first, second] = alignCues([quick, slow]);
    assert.deepEqual(spansOf(first), [
      [0, 2],
      [2, 4],
      [6, 2],
      [8, 2],
    ]);
    assert.deepEqual(second, slow.cues);
  });

  it("waits where a play has facts of its own, and goes on together behind them", () => {
    const plain = scheduled([start(1), crossed, note], [3, 2, 2]);
    const longer = scheduled([start(1), looked, marked, crossed, note], [3, 1, 1, 2, 2]);
    const [first, second] = alignCues([plain, longer]);
    assert.deepEqual(spansOf(first), [
      [0, 5],
      [5, 2],
      [7, 2],
    ]);
    assert.deepEqual(second, longer.cues);
  });

  it("takes most of what three plays have in common where their order differs", () => {
    const one = scheduled([start(1), looked, crossed, note], [1, 1, 1, 1]);
    const two = scheduled([start(1), crossed, note, looked], [1, 1, 1, 1]);
    const three = scheduled([start(1), marked, crossed, note], [1, 2, 1, 1]);
    assert.deepEqual(alignCues([one, two, three]).map(spansOf), [
      [
        [0, 1.5],
        [1.5, 1.5],
        [3, 1],
        [4, 2],
      ],
      [
        [0, 3],
        [3, 1],
        [4, 1],
        [5, 1],
      ],
      [
        [0, 1],
        [1, 2],
        [3, 1],
        [4, 2],
      ],
    ]);
  });

  it("leaves plays alone that do not make the same requests, and one play as it is", () => {
    const one = scheduled([start(1)], [1]);
    const two = scheduled([start(1), start(2)], [1, 1]);
    assert.deepEqual(alignCues([one, two]), [one.cues, two.cues]);
    assert.deepEqual(alignCues([two]), [two.cues]);
    assert.deepEqual(alignCues([]), []);
  });
});
