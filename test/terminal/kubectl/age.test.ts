import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ageText } from "../../../src/terminal/kubectl/age.js";

describe("ages as kubectl prints them", () => {
  it("is in the units of HumanDuration", () => {
    const hour = 3600;
    const day = 24 * hour;
    for (const [seconds, text] of [
      [0, "0s"],
      [119, "119s"],
      [120, "2m"],
      [599, "9m59s"],
      [600, "10m"],
      [3 * hour - 1, "179m"],
      [3 * hour, "3h"],
      [8 * hour - 1, "7h59m"],
      [8 * hour, "8h"],
      [2 * day - 1, "47h"],
      [2 * day, "2d"],
      [8 * day - 1, "7d23h"],
      [8 * day, "8d"],
      [2 * 365 * day - 1, "729d"],
      [2 * 365 * day, "2y"],
      [8 * 365 * day - 1, "7y364d"],
      [8 * 365 * day, "8y"],
    ] as const)
      assert.equal(ageText(0, seconds * 1_000_000), text);
  });

  it("counts from the second in which the object came", () => {
    assert.equal(ageText(1_900_000, 2_000_000), "1s");
    assert.equal(ageText(1_900_000, 1_950_000), "0s");
  });
});
