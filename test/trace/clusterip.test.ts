import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { createHistory } from "../../src/trace/history.js";
import { initialState } from "../../src/trace/initial-state.js";
import { readTrace, writeTrace } from "../../src/trace/read.js";
import { reduce } from "../../src/trace/reduce.js";
import { DETAILS } from "../../src/trace/step.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";
import { walkText } from "../../src/trace/walk-text.js";

function played(seed: number): Trace {
  const name = join(import.meta.dirname, "../../scenarios/clusterip.hop");
  const { trace } = play({ name, text: readFileSync(name, "utf8") }, { seed });
  assert.ok(trace);
  return trace;
}

/** The story's lines, request by request, without their times. */
function storiesOf(trace: Trace): readonly (readonly string[])[] {
  const stories: string[][] = [];
  for (const line of walkText(trace, "story").trimEnd().split("\n")) {
    const told = line.replace(/^ *[\d.]+ /, "").trim();
    if (told.includes("$ ")) stories.push([]);
    stories.at(-1)?.push(told);
  }
  return stories;
}

describe("the trace of scenarios/clusterip.hop", () => {
  const trace = played(1);

  it("is told in 10 to 30 steps per request, none of which says what another said", () => {
    const stories = storiesOf(trace);
    assert.equal(stories.length, 4);
    for (const story of stories) {
      assert.ok(story.length >= 10 && story.length <= 30, `${story.length} steps`);
      assert.equal(new Set(story).size, story.length);
    }
  });

  it("tells the search through the search list, and the way to the backend and back", () => {
    const [byFullName = []] = storiesOf(trace);
    const tells = (fact: RegExp): number => byFullName.filter((line) => fact.test(line)).length;
    assert.equal(tells(/local\. NXDOMAIN$/), 3);
    assert.equal(tells(/dnat in PREROUTING: 10\.96\.0\.10:53 -> /), 1);
    assert.equal(tells(/SYN .*dnat in PREROUTING: 10\.96\.1\.64:80 -> 10\.244\.[12]\.3:80$/), 1);
    assert.equal(tells(/SYN,ACK .*un-dnat in POSTROUTING/), 1);
    assert.equal(tells(/ESTAB$/), 1);
    assert.equal(tells(/request answered 200: "hello"$/), 1);
  });

  it("tells of the masquerade where the draw falls on the caller itself", () => {
    const hairpins = [1, 2, 3, 4]
      .flatMap((seed) => storiesOf(played(seed)))
      .filter((story) => story.some((line) => line.includes(" snat in POSTROUTING")));
    assert.notEqual(hairpins.length, 0);
    for (const story of hairpins) {
      assert.ok(story.some((line) => line.includes(" un-snat in PREROUTING")));
      assert.ok(story.some((line) => line.includes(" un-dnat in POSTROUTING")));
    }
  });

  it("has nested steps that cover every event once", () => {
    const [story = [], hooks = [], rules = []] = DETAILS.map((detail) => stepsOf(trace, detail));
    for (const [wide, fine] of [
      [story, hooks],
      [hooks, rules],
    ] as const) {
      const ends = new Set(fine.map(({ to }) => to));
      for (const { to } of wide) assert.ok(ends.has(to));
      assert.equal(fine.at(-1)?.to, trace.events.length);
    }
  });

  it("has the same moments forward and by seeking", () => {
    const history = createHistory(trace);
    let state = initialState(trace.header);
    assert.deepEqual(history.stateAt(trace.events.length).index, trace.events.length);
    for (const [index, event] of trace.events.entries()) {
      if (index % 97 === 0) assert.deepEqual(history.stateAt(index), state);
      state = reduce(state, event);
    }
    assert.deepEqual(history.stateAt(trace.events.length), state);
  });

  it("is read back as it was written", () => {
    const read = readTrace(writeTrace(trace));
    assert.ok("trace" in read, JSON.stringify("problem" in read ? read.problem : null));
    assert.deepEqual(read.trace, trace);
  });

  it("has an end for every packet", () => {
    const created = trace.events.filter(({ kind }) => kind === "packet-created").length;
    const ended = trace.events.filter(({ kind }) => kind === "packet-ended").length;
    assert.equal(ended, created);
    const { packets } = createHistory(trace).stateAt(trace.events.length);
    assert.ok(Object.values(packets).every((packet) => packet.ended !== null));
  });
});
