import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gestureOf } from "../../src/element/gesture-controller.js";

describe("a touch of the picture", () => {
  it("steps back in the left half and forward in the right half", () => {
    assert.deepEqual(gestureOf({ x: 0, y: 2, ms: 80 }, 0.2), { kind: "step", by: -1 });
    assert.deepEqual(gestureOf({ x: 1, y: 0, ms: 80 }, 0.8), { kind: "step", by: 1 });
  });

  it("changes the chapter where it swipes sideways", () => {
    assert.deepEqual(gestureOf({ x: -90, y: 10, ms: 200 }, 0.5), { kind: "chapter", by: 1 });
    assert.deepEqual(gestureOf({ x: 90, y: 10, ms: 200 }, 0.5), { kind: "chapter", by: -1 });
  });

  it("means nothing where it scrolls, or rests long", () => {
    assert.equal(gestureOf({ x: 60, y: 120, ms: 200 }, 0.5), null);
    assert.equal(gestureOf({ x: 0, y: 0, ms: 900 }, 0.5), null);
  });
});
