import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileRegexp } from "../../src/regexp/regexp.js";

// Where both languages mean the same: only what takes exactly one letter is repeated, since the host empties the groups in
// a loop and gives up a turn of it that takes nothing.
const atom = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "c",
    ".",
    "\\d",
    "\\w",
    "\\W",
    "[ab]",
    "[^a-b]",
    "\\b",
    "\\B",
    "^",
    "$",
  ),
  fc.constantFrom("\\.", "\\x61", "-", "1", "[\\d-]", "\\t"),
);
const { expression } = fc.letrec<{ expression: string; part: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
    fc.tuple(tie("expression"), tie("expression")).map(([one, other]) => `${one}|${other}`),
  ),
  part: fc.oneof(
    { maxDepth: 4 },
    atom,
    tie("expression").map((inner) => `(?:${inner})`),
    fc
      .tuple(
        fc.constantFrom("a", "b", "[ab]", "\\d", "."),
        fc.constantFrom("*", "+", "?", "??", "*?", "+?", "{2}", "{1,3}", "{0,2}?"),
      )
      .map(([inner, sign]) => inner + sign),
    tie("expression").map((inner) => `(${inner})`),
  ),
}));
const text = fc.string({
  unit: fc.constantFrom("a", "b", "c", "1", "-", ".", "\n"),
  maxLength: 12,
});

describe("regular expressions", () => {
  it("match as the host's own where both mean the same", () => {
    fc.assert(
      fc.property(expression, text, (source, subject) => {
        const ours = compileRegexp(source);
        assert.ok(ours.kind === "regexp", source);
        const theirs = new RegExp(source, "u").exec(subject);
        const groups =
          theirs === null
            ? null
            : [...theirs].map((group) => (group as string | undefined) ?? null);
        assert.deepEqual(ours.find(subject), groups);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it("give a result or a mistake for any text", () => {
    const piece = fc.constantFrom(
      ..."ab()[]{}|*+?.^$\\-,:<>Pp=!12iQEdwx&&".split(""),
      "(?",
      "[[:",
      "\\p{",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), text, (pieces, subject) => {
        const result = compileRegexp(pieces.join(""));
        if (result.kind === "regexp") result.find(subject);
        else assert.ok(pieces.join("").includes(result.part));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});
