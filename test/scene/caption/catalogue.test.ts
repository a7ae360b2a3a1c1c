import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { en } from "../../../src/message/caption/en.js";
import { ja } from "../../../src/message/caption/ja.js";
import { play } from "../../../src/pipeline.js";
import { transcriptOf } from "../../../src/scene/transcript.js";
import { initialState } from "../../../src/trace/initial-state.js";
import { stepsOf } from "../../../src/trace/steps.js";
import { shownTrace } from "../../support/small-views.js";

describe("the catalogues of captions", () => {
  it("mention the same things in every language", () => {
    for (const [code, template] of Object.entries(en)) {
      const other = Object.entries(ja).find(([key]) => key === code)?.[1] ?? "";
      assert.deepEqual(namesIn(other), namesIn(template), code);
    }
  });

  it("have every parameter for every step of a real trace", () => {
    const path = "scenarios/clusterip.hop";
    const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
    assert.ok(trace);
    const shown = shownTrace(trace);
    const stateAt = (index: number) => shown.states[index] ?? initialState(trace.header);
    for (const templates of [en, ja]) {
      const lines = transcriptOf(trace, stepsOf(trace, "rules"), stateAt, templates);
      assert.ok(lines.length > 1000);
      for (const line of lines) {
        assert.notEqual(line, "");
        assert.doesNotMatch(line, /\{|undefined|null|NaN/);
      }
    }
  });
});

function namesIn(template: string): readonly string[] {
  return [...new Set(template.match(/\{\w+\}/g))].sort();
}
