import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readStart } from "../../src/element/start-at.js";

describe("start-at", () => {
  it("counts steps from 1", () => {
    assert.deepEqual(readStart("step:5"), { kind: "step", step: 4 });
    assert.deepEqual(readStart("step:0"), { kind: "step", step: 0 });
  });

  it("takes seconds", () => {
    assert.deepEqual(readStart("12s"), { kind: "seconds", seconds: 12 });
    assert.deepEqual(readStart(" 1.5s "), { kind: "seconds", seconds: 1.5 });
  });

  it("is the beginning where it is neither", () => {
    for (const text of ["", "step:", "step:-1", "12", "step:99999999999", "soon"])
      assert.deepEqual(readStart(text), { kind: "seconds", seconds: 0 }, text);
  });
});
