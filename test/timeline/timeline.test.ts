import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { distinctUntilChanged, map, type Observable } from "rxjs";
import { TestScheduler } from "rxjs/testing";
import type { Moment } from "../../src/timeline/moment.js";
import {
  createTimeline,
  type Timeline,
  type TimelineOptions,
} from "../../src/timeline/timeline.js";
import { fourSteps } from "./four-steps.js";

/**
 * One column is one frame of half a second. Steps 0 to 3 of the trace take 3, 4.5, 4 and 3 seconds: 6, 9, 8 and 6 columns.
 * A moment is the step's digit while it plays, and its letter (a to d) while it stands.
 */
const SECONDS_PER_FRAME = 0.5;

interface Run {
  readonly commands: string;
  readonly expected: string;
  readonly does: Readonly<Record<string, (timeline: Timeline) => void>>;
  readonly options?: Partial<TimelineOptions>;
}

function plays({ commands, expected, does, options = {} }: Run): void {
  const scheduler = new TestScheduler((actual, wanted) => {
    assert.deepEqual(actual, wanted);
  });
  scheduler.run(({ hot, expectObservable }) => {
    const frames = hot("f".repeat(60)).pipe(map(() => scheduler.now() * SECONDS_PER_FRAME * 1000));
    const timeline = createTimeline({ trace: fourSteps(), frames, ...options });
    hot(commands).subscribe((letter) => does[letter]?.(timeline));
    // Only the columns of the diagram count.
    const until = `${"-".repeat(expected.length)}!`;
    expectObservable(shown(timeline.moments), until).toBe(expected);
  });
}

function shown(moments: Observable<Moment>): Observable<string> {
  return moments.pipe(
    map(({ step, playing }) => (playing ? String(step) : "abcdefghij".charAt(step))),
    distinctUntilChanged(),
  );
}

const play = (timeline: Timeline): void => {
  timeline.play();
};

describe("a timeline, column by column", () => {
  it("plays from the first step to the last, and pauses at the end", () => {
    plays({
      //         |0     |1       |2      |3    |end
      commands: "--p-----------------------------------",
      expected: "a-0------1--------2-------3-----d-----",
      does: { p: play },
    });
  });

  it("stands while it is paused, and goes on from there", () => {
    plays({
      commands: "--p---s----p---------",
      expected: "a-0---a----0---1-----",
      //            123    stands  456: six frames of step 0 in all
      does: {
        p: play,
        s: (timeline) => {
          timeline.pause();
        },
      },
    });
  });

  it("toggles", () => {
    plays({
      commands: "--t--t--t----",
      expected: "a-0--a--0----",
      does: {
        t: (timeline) => {
          timeline.toggle();
        },
      },
    });
  });

  it("plays again from the start once it has come to the end", () => {
    plays({
      commands: "--e--p------------",
      expected: "a-d--0------1-----",
      does: {
        e: (timeline) => {
          timeline.end();
        },
        p: play,
      },
    });
  });

  it("plays on from the start of a step that it is sent to", () => {
    plays({
      commands: "--p--2--------------",
      expected: "a-0--2-------3-----d",
      does: {
        p: play,
        2: (timeline) => {
          timeline.seekStep(2);
        },
      },
    });
  });

  it("plays on from the second that it is sent to", () => {
    plays({
      // 7 s is half a second before step 2.
      commands: "--p--s--------",
      expected: "a-0--12-------",
      does: {
        p: play,
        s: (timeline) => {
          timeline.seekSeconds(7);
        },
      },
    });
  });

  it("plays twice as fast at double speed, from the next frame on", () => {
    plays({
      commands: "d-p------------------",
      expected: "a-0---1----2---3--d--",
      does: {
        d: (timeline) => {
          timeline.setSpeed(2);
        },
        p: play,
      },
    });
  });

  it("steps forward and back while it stands", () => {
    plays({
      commands: "-+-+-+-+-+--b-b---",
      expected: "ab-c-d------c-b---",
      does: {
        "+": (timeline) => {
          timeline.stepBy(1);
        },
        b: (timeline) => {
          timeline.stepBy(-1);
        },
      },
    });
  });

  it("steps while it plays, and plays on", () => {
    plays({
      commands: "--p-+-----b-----",
      expected: "a-0-1-----0-----",
      does: {
        p: play,
        "+": (timeline) => {
          timeline.stepBy(1);
        },
        b: (timeline) => {
          timeline.stepBy(-1);
        },
      },
    });
  });

  it("keeps the place when the level changes in the middle of a step", () => {
    plays({
      // After two thirds of step 1 (events 2, 3, 4) two of its events are done: step 2 of the rules.
      commands: "--s--r--o---",
      expected: "a-b--c--b---",
      does: {
        s: (timeline) => {
          timeline.seekSeconds(6);
        },
        r: (timeline) => {
          timeline.setDetail("rules");
        },
        o: (timeline) => {
          timeline.setDetail("story");
        },
      },
    });
  });

  it("shows each step finished, and one after the other, when motion is reduced", () => {
    const seen: Moment[] = [];
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(({ hot }) => {
      const frames = hot("f".repeat(60)).pipe(map(() => scheduler.now() * 500));
      const timeline = createTimeline({ trace: fourSteps(), frames, reducedMotion: () => true });
      timeline.moments.subscribe((moment) => seen.push(moment));
      hot("--p").subscribe(() => {
        timeline.play();
      });
    });
    assert.deepEqual(
      seen.map(({ step, progress, seconds, playing }) => [step, progress, seconds, playing]),
      [
        [0, 1, 0, false],
        [0, 1, 0, true],
        [1, 1, 3, true],
        [2, 1, 7.5, true],
        [3, 1, 11.5, true],
        [3, 1, 14.5, false],
      ],
    );
  });

  it("does not jump ahead after a page was hidden", () => {
    const seen: number[] = [];
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(({ hot }) => {
      const frames = hot("abc", { a: 0, b: 16, c: 60_000 });
      const timeline = createTimeline({ trace: fourSteps(), frames });
      timeline.moments.subscribe(({ seconds }) => seen.push(seconds));
      timeline.play();
    });
    assert.deepEqual(seen, [0, 0, 0.016, 0.516]);
  });

  it("listens to frames only while it plays, and to none after its end", () => {
    const scheduler = new TestScheduler((actual, wanted) => {
      assert.deepEqual(actual, wanted);
    });
    scheduler.run(({ hot, expectSubscriptions, expectObservable }) => {
      const frames = hot<number>("f".repeat(20), { f: 0 });
      const timeline = createTimeline({ trace: fourSteps(), frames });
      const commands = "            --p--s--p--d--";
      const wanted = "              a-0--a--0--|  ";
      hot(commands.trim()).subscribe((letter) => {
        if (letter === "p") timeline.play();
        if (letter === "s") timeline.pause();
        if (letter === "d") timeline.destroy();
      });
      expectObservable(shown(timeline.moments)).toBe(wanted.trim());
      expectSubscriptions(frames.subscriptions).toBe(["--^--!", "--------^--!"]);
    });
  });
});
