import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chaptersOf } from "../../src/trace/chapters.js";
import { DETAILS, type Detail } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();

function kindsAt(detail: Detail, of: Trace = trace): string[] {
  return stepsOf(of, detail).map(({ about }) => of.events[about]?.kind ?? "");
}

describe("stepsOf", () => {
  it("tells the story in the facts that a teacher says aloud", () => {
    assert.deepEqual(kindsAt("story"), [
      "request-started",
      "lookup-started",
      "packet-translated",
      "packet-ended",
      "plugin-answered",
      "packet-translated",
      "lookup-ended",
      "packet-created",
      "packet-translated",
      "link-crossed",
      "packet-ended",
      "note-shown",
      "request-ended",
    ]);
  });

  it("says nothing twice within a request, and says it again in the next one", () => {
    const [start, ...rest] = trace.events;
    const twice = { ...trace, events: [...trace.events, ...rest] };
    const again = { ...trace, events: [...trace.events.slice(0, -1), ...rest.slice(1)] };
    const once = stepsOf(trace, "story").length;
    assert.equal(start?.kind, "chapter-started");
    assert.equal(stepsOf(twice, "story").length, 2 * once);
    // Without a new request only its end is another fact, and that was cut off in the first half.
    assert.equal(stepsOf(again, "story").length, once);
  });

  it("ends a step of hooks with each table that was walked, and none with a single rule", () => {
    const kinds = kindsAt("hooks");
    assert.ok(kinds.includes("table-left"));
    assert.ok(kinds.includes("table-skipped"));
    assert.ok(!kinds.includes("rule-hit"));
  });

  it("ends a step of rules with each rule that hit and each chain that came to its end", () => {
    const hits = trace.events.filter(({ kind }) => kind === "rule-hit").length;
    assert.equal(kindsAt("rules").filter((kind) => kind === "rule-hit").length, hits);
    assert.ok(kindsAt("rules").includes("chain-left"));
  });

  it("gives the events behind the last boundary to the last step, which stays about its own", () => {
    const silentEvents = trace.events.filter(({ kind }) => kind === "hook-left").slice(0, 2);
    const longer = { ...trace, events: [...trace.events, ...silentEvents] };
    for (const detail of DETAILS) {
      const last = stepsOf(longer, detail).at(-1);
      assert.equal(last?.to, longer.events.length);
    }
    const story = stepsOf(longer, "story").at(-1);
    assert.equal(longer.events[story?.about ?? -1]?.kind, "request-ended");
  });

  it("makes one step of a trace in which nothing ends one, and none of an empty one", () => {
    const silent = { ...trace, events: trace.events.slice(0, 1) };
    assert.deepEqual(
      stepsOf(silent, "story").map(({ from, to }) => [from, to]),
      [[0, 1]],
    );
    assert.deepEqual(stepsOf({ ...trace, events: [] }, "rules"), []);
  });
});

describe("chaptersOf", () => {
  it("cuts the steps into the play's chapters", () => {
    const [first, ...rest] = trace.events;
    assert.ok(first?.kind === "chapter-started");
    const events = [...rest, first, ...rest, { ...first, chapter: 1 }, ...rest];
    const steps = stepsOf({ ...trace, events }, "story");
    assert.deepEqual(
      chaptersOf(steps).map(({ chapter, from, to }) => [chapter, to - from]),
      [
        [null, 13],
        [0, 13],
        [1, 13],
      ],
    );
  });
});
