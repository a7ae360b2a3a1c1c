import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createHistory } from "../../src/trace/history.js";
import { initialState } from "../../src/trace/initial-state.js";
import { readTrace, writeTrace } from "../../src/trace/read.js";
import { reduce } from "../../src/trace/reduce.js";
import { schedule } from "../../src/trace/schedule.js";
import type { TraceState } from "../../src/trace/state.js";
import { DETAILS } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";
import { walkText } from "../../src/trace/walk-text.js";
import { smallTrace } from "../support/small-trace.js";

const small = smallTrace();

/** Real facts in any order and number: nothing that reads a trace may count on their making sense. */
const traces: fc.Arbitrary<Trace> = fc.oneof(
  fc.constant(small),
  fc
    .array(fc.constantFrom(...small.events), { maxLength: 300 })
    .map((events) => ({ header: small.header, events })),
);

function statesOf(trace: Trace): readonly TraceState[] {
  let state = initialState(trace.header);
  return [
    state,
    ...trace.events.map((event) => {
      state = reduce(state, event);
      return state;
    }),
  ];
}

describe("a trace", () => {
  it("has the same moments however the reader comes to them", () => {
    fc.assert(
      fc.property(traces, fc.array(fc.nat(320), { maxLength: 20 }), (trace, seeks) => {
        const states = statesOf(trace);
        const history = createHistory(trace);
        for (const seek of seeks) {
          const index = Math.min(seek, trace.events.length);
          assert.deepEqual(history.stateAt(seek), states[index]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has moments that are plain JSON", () => {
    for (const state of statesOf(small)) {
      assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
    }
  });

  it("is cut into steps without gaps, each about one of its own events", () => {
    fc.assert(
      fc.property(traces, (trace) => {
        for (const detail of DETAILS) {
          let end = 0;
          for (const [index, step] of stepsOf(trace, detail).entries()) {
            assert.equal(step.index, index);
            assert.equal(step.from, end);
            assert.ok(step.from <= step.about && step.about < step.to);
            end = step.to;
          }
          assert.equal(end, trace.events.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("ends a finer step wherever a wider one ends", () => {
    fc.assert(
      fc.property(traces, (trace) => {
        const [story, hooks, rules] = DETAILS.map(
          (detail) => new Set(stepsOf(trace, detail).map(({ to }) => to)),
        );
        for (const end of story ?? []) assert.ok(hooks?.has(end));
        for (const end of hooks ?? []) assert.ok(rules?.has(end));
      }),
      { numRuns: 60 },
    );
  });

  it("is scheduled forward only", () => {
    fc.assert(
      fc.property(traces, fc.constantFrom(...DETAILS), (trace, detail) => {
        const cues = schedule(trace, stepsOf(trace, detail));
        for (const [index, cue] of cues.entries()) {
          const next = cues[index + 1];
          assert.ok(cue.durationSeconds > 0);
          assert.ok(next === undefined || next.startSeconds > cue.startSeconds);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("survives being written and read, and always has a text", () => {
    fc.assert(
      fc.property(traces, fc.constantFrom(...DETAILS), (trace, detail) => {
        const read = readTrace(writeTrace(trace));
        assert.ok("trace" in read);
        assert.deepEqual(read.trace, trace);
        assert.equal(walkText(read.trace, detail), walkText(trace, detail));
      }),
      { numRuns: 30 },
    );
  });

  it("never crashes its reader, whatever one place of its JSON is", () => {
    const text = writeTrace(small);
    const values = fc.constantFrom("null", "-1", '""', "[]", "{}", '"__proto__"', "1e400", "true");
    // Any value that stands alone: after a colon, before a comma or a bracket.
    const places = [...text.matchAll(/:("[^"]*"|-?[\d.]+|null|true|false)(?=[,}\]])/g)];
    fc.assert(
      fc.property(fc.constantFrom(...places), values, (place, value) => {
        const at = place.index + 1;
        const length = place[1]?.length ?? 0;
        const read = readTrace(text.slice(0, at) + value + text.slice(at + length));
        if ("trace" in read) {
          assert.equal(typeof walkText(read.trace, "rules"), "string");
          createHistory(read.trace).stateAt(read.trace.events.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
