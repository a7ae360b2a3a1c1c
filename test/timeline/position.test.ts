import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NEVER } from "rxjs";
import type { Moment } from "../../src/timeline/moment.js";
import { createTimeline, type Timeline } from "../../src/timeline/timeline.js";
import { DETAILS } from "../../src/trace/step.js";
import { smallTrace } from "../support/small-trace.js";
import { fourSteps } from "./four-steps.js";

function fresh(trace = fourSteps()): { timeline: Timeline; now: () => Moment } {
  const timeline = createTimeline({ trace, frames: NEVER });
  const seen: Moment[] = [];
  timeline.moments.subscribe((moment) => seen.push(moment));
  const now = (): Moment => {
    const last = seen.at(-1);
    assert.ok(last);
    return last;
  };
  return { timeline, now };
}

describe("a timeline that stands", () => {
  it("starts at the start of the first step", () => {
    assert.deepEqual(fresh().now(), {
      detail: "story",
      step: 0,
      progress: 0,
      playing: false,
      seconds: 0,
      speed: 1,
    });
  });

  it("gives a late reader the latest moment, and no moment twice", () => {
    const { timeline } = fresh();
    timeline.seekStep(2);
    const seen: number[] = [];
    timeline.moments.subscribe(({ step }) => seen.push(step));
    timeline.seekStep(2);
    timeline.pause();
    assert.deepEqual(seen, [2]);
  });

  it("shows a step finished when it is stepped to, forward and back alike", () => {
    const { timeline, now } = fresh(smallTrace());
    const forward: Moment[] = [];
    for (let step = 1; step < timeline.steps("story").length; step++) {
      timeline.stepBy(1);
      forward.push(now());
    }
    const back = [now()];
    while (now().step > 1) {
      timeline.stepBy(-1);
      back.push(now());
    }
    assert.deepEqual(back.reverse(), forward);
    assert.ok(forward.every(({ progress }) => progress === 1));
  });

  it("stays between the first and the last step", () => {
    const { timeline, now } = fresh();
    timeline.stepBy(99);
    assert.deepEqual([now().step, now().progress, now().seconds], [3, 1, timeline.durationSeconds]);
    timeline.stepBy(-99);
    assert.equal(now().step, 0);
    for (const wrong of [Number.NaN, Infinity]) timeline.seekStep(wrong);
    timeline.seekSeconds(Number.NaN);
    assert.equal(now().step, 0);
    timeline.seekSeconds(1e9);
    assert.deepEqual([now().step, now().progress], [3, 1]);
    timeline.seekSeconds(-1);
    assert.deepEqual([now().step, now().progress], [0, 0]);
  });

  it("finds the step and its progress for a second", () => {
    const { timeline, now } = fresh();
    timeline.seekSeconds(3);
    assert.deepEqual([now().step, now().progress, now().seconds], [1, 0, 3]);
    timeline.seekSeconds(5.25);
    assert.deepEqual([now().step, now().progress, now().seconds], [1, 0.5, 5.25]);
  });

  it("goes to the chapter's start, then to the one before", () => {
    const { timeline, now } = fresh();
    timeline.seekStep(2);
    timeline.chapterBy(-1);
    assert.equal(now().step, 0);
    timeline.chapterBy(1);
    assert.equal(now().step, 3);
    timeline.chapterBy(-1);
    assert.equal(now().step, 0);
    timeline.chapterBy(-1);
    assert.equal(now().step, 0);
    timeline.chapterBy(9);
    assert.deepEqual([now().step, now().progress], [3, 1]);
  });

  it("steps by rules after changing to that level at the same place", () => {
    const { timeline, now } = fresh();
    timeline.seekStep(0);
    timeline.stepFinest(1);
    assert.deepEqual([now().detail, now().step, now().progress], ["rules", 1, 1]);
    timeline.stepFinest(1);
    assert.deepEqual([now().detail, now().step], ["rules", 2]);
    timeline.stepFinest(-2);
    assert.deepEqual([now().detail, now().step], ["rules", 0]);
  });

  it("comes back to the same place from every other level", () => {
    const { timeline, now } = fresh(smallTrace());
    for (const detail of DETAILS) {
      for (let step = 0; step < timeline.steps(detail).length; step++) {
        for (const other of DETAILS) {
          timeline.setDetail(detail);
          timeline.seekStep(step);
          const place = now();
          timeline.setDetail(other);
          const { steps } = { steps: timeline.steps(other) };
          const there = steps[now().step];
          const here = timeline.steps(detail)[step];
          assert.ok(here && there && there.from < here.to && here.to <= there.to);
          timeline.setDetail(detail);
          assert.deepEqual(now(), place);
        }
      }
    }
  });

  it("keeps speeds in a range that can be watched", () => {
    const { timeline, now } = fresh();
    timeline.setSpeed(1000);
    assert.equal(now().speed, 16);
    timeline.setSpeed(0);
    assert.equal(now().speed, 0.1);
    timeline.setSpeed(Number.NaN);
    assert.equal(now().speed, 0.1);
  });

  it("has nothing to play in an empty trace, and does not mind", () => {
    const { timeline, now } = fresh({ ...fourSteps(), events: [] });
    timeline.play();
    timeline.stepBy(1);
    timeline.stepFinest(-1);
    timeline.chapterBy(1);
    timeline.setDetail("hooks");
    timeline.end();
    assert.deepEqual([now().step, now().playing, now().seconds], [0, false, 0]);
    assert.equal(timeline.durationSeconds, 0);
  });

  it("completes its moments when it is destroyed", () => {
    const { timeline } = fresh();
    let isComplete = false;
    timeline.moments.subscribe({
      complete: () => {
        isComplete = true;
      },
    });
    timeline.destroy();
    timeline.play();
    assert.ok(isComplete);
  });
});
