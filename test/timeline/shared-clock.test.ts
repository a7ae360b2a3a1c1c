import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NEVER } from "rxjs";
import type { Moment } from "../../src/timeline/moment.js";
import { placeOf, shareClock, sharedStepOf } from "../../src/timeline/shared-clock.js";
import { playTracks } from "../../src/timeline/timeline.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { DETAILS } from "../../src/trace/step.js";
import type { Trace } from "../../src/trace/trace.js";
import { smallTrace } from "../support/small-trace.js";
import { fourSteps } from "./four-steps.js";

/** A play like `fourSteps`, with two notes of its own in its first request. */
function sixSteps(): Trace {
  const trace = fourSteps();
  const at = trace.events.findIndex(({ kind }) => kind === "request-ended");
  const [before] = trace.events;
  const notes = [0, 1].map((note): TraceEvent => ({
    at: 0,
    namespace: before?.namespace ?? null,
    packet: null,
    kind: "note-shown",
    note,
  }));
  const events = [...trace.events.slice(0, at), ...notes, ...trace.events.slice(at)];
  return { ...trace, events };
}

function momentAt(step: number, more: Partial<Moment> = {}): Moment {
  return { detail: "story", step, progress: 1, playing: false, seconds: 0, speed: 1, ...more };
}

describe("plays on one clock", () => {
  const clock = shareClock([fourSteps(), sixSteps()]);
  const { story } = clock.tracks;

  it("takes every play at most one of its own steps further at a time, and to its last", () => {
    for (const detail of DETAILS) {
      const { places } = clock.tracks[detail];
      assert.ok(places.length > 0);
      for (const [play, tracks] of clock.plays.entries()) {
        const steps = places.map((place) => place[play] ?? -1);
        assert.equal(steps[0], 0, `${detail}, play ${play}`);
        assert.equal(steps.at(-1), tracks[detail].steps.length - 1);
        steps.slice(1).forEach((step, index) => {
          assert.ok([0, 1].includes(step - (steps[index] ?? 0)), `${detail}, step ${index + 1}`);
        });
      }
    }
  });

  it("lets a play stand where only the other has a step", () => {
    assert.deepEqual(story.places, [
      [0, 0],
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [3, 5],
    ]);
  });

  it("has cues without gaps, as long as the longest play in each part", () => {
    let end = 0;
    for (const { startSeconds, durationSeconds } of story.cues) {
      assert.equal(startSeconds, end);
      end = Math.round((startSeconds + durationSeconds) * 1000) / 1000;
    }
    assert.equal(end, story.durationSeconds);
    const alone = shareClock([sixSteps()]).tracks.story;
    assert.equal(story.durationSeconds, alone.durationSeconds);
  });

  it("tells events and chapters by the first play", () => {
    const [own] = clock.plays;
    assert.deepEqual(
      story.steps.map(({ from, to }) => [from, to]),
      story.places.map(([place = 0], step) => {
        const isNew = step === 0 || story.places[step - 1]?.[0] !== place;
        const { from = 0, to = 0 } = own?.story.steps[place] ?? {};
        return [isNew ? from : to, to];
      }),
    );
    assert.deepEqual(
      story.chapters.map(({ from, to }) => [from, to]),
      [
        [0, 5],
        [5, 6],
      ],
    );
  });

  it("shows every play finished where the reader stepped to", () => {
    for (const [step, places] of story.places.entries()) {
      for (const [play, place] of places.entries())
        assert.deepEqual(placeOf(clock, play, momentAt(step)), { step: place, progress: 1 });
    }
  });

  it("shows every play at its own share of its own step in between", () => {
    const cue = story.cues[2];
    assert.ok(cue);
    const seconds = cue.startSeconds + cue.durationSeconds / 2;
    const moment = momentAt(2, { progress: 0.5, seconds, playing: true });
    assert.deepEqual(placeOf(clock, 1, moment), { step: 2, progress: 0.5 });
    const standing = placeOf(clock, 0, moment);
    assert.equal(standing?.step, 1);
    assert.ok(standing.progress > 0 && standing.progress < 1);
  });

  it("finds the shared step for a play's own", () => {
    assert.equal(sharedStepOf(story, 0, 2), 4);
    assert.equal(sharedStepOf(story, 1, 2), 2);
    assert.equal(sharedStepOf(story, 0, 0), 0);
  });

  it("plays through a timeline at every level, and keeps the place when the level changes", () => {
    const timeline = playTracks(clock.tracks, { frames: NEVER });
    const seen: Moment[] = [];
    timeline.moments.subscribe((moment) => seen.push(moment));
    timeline.seekStep(4);
    timeline.setDetail("rules");
    const fine = seen.at(-1);
    assert.equal(fine?.detail, "rules");
    const { about: wanted } = story.steps[4] ?? {};
    const { to = 0 } = clock.tracks.rules.steps[fine.step] ?? {};
    assert.equal(to - 1, wanted);
    timeline.setDetail("story");
    assert.equal(seen.at(-1)?.step, 4);
    timeline.end();
    assert.equal(seen.at(-1)?.step, 5);
    assert.ok(seen.every(({ progress }) => Number.isFinite(progress)));
  });

  it("is the play's own clock for one play alone", () => {
    const alone = shareClock([smallTrace()]);
    for (const detail of DETAILS) {
      assert.deepEqual(alone.tracks[detail].steps, alone.plays[0]?.[detail].steps);
      assert.deepEqual(alone.tracks[detail].cues, alone.plays[0]?.[detail].cues);
    }
    assert.deepEqual(shareClock([]).tracks.story.steps, []);
    assert.equal(placeOf(shareClock([]), 0, momentAt(0)), null);
  });
});
