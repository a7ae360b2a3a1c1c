import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { corefileTarget } from "./corefile-target.js";
import { messageTarget } from "./message-target.js";
import { inputOf, runFuzz } from "./run-fuzz.js";

const COUNT = 2_000;
const SEED = 1;

describe("input from anybody", () => {
  const corefiles = corefileTarget(null);
  const messages = messageTarget();

  it("is the same for the same seed and number", () => {
    assert.equal(inputOf(corefiles, 7, 3), inputOf(corefileTarget(null), 7, 3));
    assert.deepEqual(inputOf(messages, 7, 3), inputOf(messageTarget(), 7, 3));
    assert.notEqual(inputOf(corefiles, 7, 3), inputOf(corefiles, 8, 3));
  });

  it("is taken, or refused with a place in it: Corefiles", () => {
    const { taken, refused, findings } = runFuzz(corefiles, { count: COUNT, seed: SEED });
    assert.deepEqual(findings, []);
    assert.ok(taken > COUNT / 20 && refused > COUNT / 20, `${taken} taken, ${refused} refused`);
  });

  it("is taken, or refused with an offset in it: DNS messages", () => {
    const { taken, refused, findings } = runFuzz(messages, { count: COUNT, seed: SEED });
    assert.deepEqual(findings, []);
    assert.ok(taken > COUNT / 20 && refused > COUNT / 20, `${taken} taken, ${refused} refused`);
  });

  it("is found out where it does what none may do", () => {
    const target = {
      name: "broken",
      make: () => "x",
      show: (text: string) => text,
      check: (): never => {
        throw new Error("broken");
      },
    };
    const { findings } = runFuzz(target, { count: 5, seed: SEED, most: 2 });
    assert.deepEqual(
      findings.map(({ index, input, reason }) => [
        index,
        input,
        /^threw Error: broken/.test(reason),
      ]),
      [
        [0, "x", true],
        [1, "x", true],
      ],
    );
  });
});
