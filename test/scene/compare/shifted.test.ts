import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shiftedMark, shiftedMotion } from "../../../src/scene/compare/shifted.js";

const shift = { x: 100, y: 10, prefix: "ipvs/" };

describe("shiftedMark", () => {
  it("shifts boxes, dots and texts by their place, and lines by every point of their path", () => {
    const dot = {
      kind: "dot",
      key: "a",
      x: 1,
      y: 2,
      radius: 3,
      fill: "text",
      stroke: null,
    } as const;
    assert.deepEqual(shiftedMark(dot, shift), { ...dot, key: "ipvs/a", x: 101, y: 12 });
    const line = {
      kind: "line",
      key: "l",
      path: "M0,0L40,-5Q1.5,2 3,4",
      stroke: "line",
      strokeWidth: 1,
    } as const;
    assert.deepEqual(shiftedMark(line, shift), {
      ...line,
      key: "ipvs/l",
      path: "M100,10L140,5Q101.5,12 103,14",
    });
  });
});

describe("shiftedMotion", () => {
  it("keeps its time and moves the marks of its own picture", () => {
    const motion = { keys: ["p"], points: [{ x: 0, y: 0 }], start: 0.2, end: 1 };
    assert.deepEqual(shiftedMotion(motion, shift), {
      ...motion,
      keys: ["ipvs/p"],
      points: [{ x: 100, y: 10 }],
    });
  });
});
