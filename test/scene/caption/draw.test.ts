import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawParameters } from "../../../src/scene/caption/draw.js";

describe("a draw in a caption", () => {
  const printed = (drawn: number, probability: number): string => {
    const pair = drawParameters({ rule: 2, drawn, probability });
    return `${pair.drawn} ${pair.probability}`;
  };

  it("has four decimals", () => {
    assert.equal(printed(0.123456, 0.5), "0.1235 0.5");
  });

  it("has as many as tell it from the probability", () => {
    assert.equal(printed(0.500000031, 0.5), "0.50000003 0.5");
  });

  it("is never 1, which no draw is", () => {
    assert.equal(printed(0.999993, 0.5), "0.99999 0.5");
  });
});
