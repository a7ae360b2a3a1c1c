import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { plainText } from "../../src/base/inner-text.js";
import { readManifests } from "../../src/manifests/read-manifests.js";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { describeDiagnostic } from "../../src/message/diagnostic/format.js";
import { manifestSample } from "../support/manifest-sample.js";

const SPLINTERS = [
  "---\n",
  "\t",
  ": ",
  "- ",
  "&a ",
  "*a",
  "<<: *a",
  "|\n",
  ">\n",
  '"',
  "'",
  "{",
  "}",
  "[",
  "]",
  "#",
  "%",
  "!!int ",
  "\n",
  "  ",
  "kind: List\n",
  "items:\n",
  "null",
  "~",
  "0",
  "-1",
  "65536",
  "1e9",
  "yes",
  "\r\n",
  "\u{1F980}",
  "__proto__: 1\n",
];

/** The sample with pieces cut out, doubled, and splinters put in. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(manifestSample.length),
      cut: fc.nat(40),
      put: fc.oneof(fc.constantFrom(...SPLINTERS), fc.string({ maxLength: 5 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((edits) =>
    edits.reduce(
      (text, { at, cut, put }) =>
        text.slice(0, at) + put + text.slice(Math.min(text.length, at + cut)),
      manifestSample,
    ),
  );

describe("any text", () => {
  it("is read or diagnosed, with a place inside it and a sentence, and never throws", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const found: Diagnostic[] = [];
        readManifests([plainText("x.yaml", text)], (diagnostic) => found.push(diagnostic));
        for (const diagnostic of found) {
          const { start, end } = diagnostic.span;
          assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end}`);
          describeDiagnostic(diagnostic, diagnosticsEn);
        }
      }),
      { numRuns: 300 },
    );
  });
});
