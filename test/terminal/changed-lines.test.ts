import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changedLines } from "../../src/terminal/changed-lines.js";

const marked = (text: string, before: string | null): readonly string[] =>
  changedLines(text, before).flatMap((line) => (line.isNew ? [line.text] : []));

describe("changed lines", () => {
  it("are those that were not there before, wherever they stand", () => {
    assert.deepEqual(marked("a\nb\nc\n", "b\na\n"), ["c"]);
    assert.deepEqual(marked("a 2\nb\n", "a 1\nb\n"), ["a 2"]);
  });

  it("count lines that are alike", () => {
    assert.deepEqual(marked("a\na\n", "a\n"), ["a"]);
  });

  it("are none at the first step", () => {
    assert.deepEqual(marked("a\n", null), []);
  });
});
