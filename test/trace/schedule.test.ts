import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cueAt, durationOf, schedule } from "../../src/trace/schedule.js";
import { DETAILS } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();

describe("schedule", () => {
  it("starts each step when the one before ends", () => {
    for (const detail of DETAILS) {
      let end = 0;
      for (const cue of schedule(trace, stepsOf(trace, detail))) {
        assert.equal(cue.startSeconds, end);
        assert.ok(cue.durationSeconds > 0);
        end = Math.round((end + cue.durationSeconds) * 1000) / 1000;
      }
      assert.equal(durationOf(schedule(trace, stepsOf(trace, detail))), end);
    }
  });

  it("gives the story's facts more time than the others, at every level", () => {
    const steps = stepsOf(trace, "rules");
    const cues = schedule(trace, steps);
    const seconds = (level: string): number[] =>
      steps
        .filter((step) => step.level === level)
        .map(({ index }) => cues[index]?.durationSeconds ?? 0);
    assert.ok(Math.min(...seconds("story")) > Math.max(...seconds("hooks")));
    assert.ok(Math.min(...seconds("story")) > Math.max(...seconds("rules")));
  });

  it("does not depend on virtual time", () => {
    const slow = {
      ...trace,
      events: trace.events.map((event) => ({ ...event, at: event.at * 9 })),
    };
    assert.deepEqual(
      schedule(slow, stepsOf(slow, "hooks")),
      schedule(trace, stepsOf(trace, "hooks")),
    );
  });

  it("finds the cue of a second", () => {
    const cues = schedule(trace, stepsOf(trace, "story"));
    for (const cue of cues) {
      assert.equal(cueAt(cues, cue.startSeconds), cue.step);
      assert.equal(cueAt(cues, cue.startSeconds + cue.durationSeconds / 2), cue.step);
    }
    assert.equal(cueAt(cues, -5), 0);
    assert.equal(cueAt(cues, 1e9), cues.length - 1);
  });
});
