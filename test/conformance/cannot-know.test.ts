import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";

describe("a shipped scenario", () => {
  for (const name of SCENARIO_NAMES)
    it(`${name} has no packet that ends with "cannot know"`, () => {
      const { trace } = play(scenarioFile(name));
      assert.ok(trace !== null);
      const unknown = trace.events.filter(
        (event) => event.kind === "packet-ended" && event.reason.kind === "unknown-match",
      );
      assert.equal(unknown.length, 0);
    });
});
