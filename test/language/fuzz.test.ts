import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { diagnosticsJa } from "../../src/message/diagnostic/ja.js";
import { formatDiagnostic } from "../../src/message/diagnostic/format.js";
import { printDocument } from "../../src/language/print.js";
import { loadText } from "../support/load-text.js";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";

const texts = SCENARIO_NAMES.map((name) => scenarioFile(name).text);

const pieces = [
  ...Array.from('{};,#"\\ \n\t}=@-/'),
  "  ",
  "->",
  "\r\n",
  "corefile {\n",
  "}\n",
  "node ",
  "play {",
  "pod in ",
  "10.244.1.3",
  "fd00::1/64",
  "999999999999",
  "名前",
  "\u0000",
  "\ud800",
  "expect 200 from ",
  "curl http://",
];

type Cut = readonly [at: number, length: number, piece: string];

const cuts = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom("", ...pieces),
  ),
  { minLength: 1, maxLength: 8 },
);

function mutate(text: string, changes: readonly Cut[]): string {
  return changes.reduce((mutated, [at, length, piece]) => {
    const start = Math.floor(at * mutated.length);
    return mutated.slice(0, start) + piece + mutated.slice(start + length);
  }, text);
}

function survive(text: string): void {
  const { document, diagnostics, scenario } = loadText(text);
  assert.ok(scenario, "there is always something to build");
  for (const diagnostic of diagnostics) {
    const { span } = diagnostic;
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, "in the text");
    for (const templates of [diagnosticsEn, diagnosticsJa])
      assert.ok(formatDiagnostic(diagnostic, [document.source], templates).length > 0);
  }
  printDocument(document);
}

describe("any text", () => {
  it("mutated from a scenario is loaded, printed and complained of without a crash", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), cuts, (text, changes) => {
        survive(mutate(text, changes));
      }),
      { numRuns: 400 },
    );
  });

  it("made of the language's pieces alone is read", () => {
    const made = fc.array(fc.constantFrom(...pieces), { maxLength: 60 });
    fc.assert(
      fc.property(made, (parts) => {
        survive(parts.join(""));
      }),
      { numRuns: 300 },
    );
  });

  it("of great depth, length or number is read in bounded time", () => {
    const started = process.hrtime.bigint();
    const long = 60_000;
    for (const text of [
      "{".repeat(long),
      "}".repeat(long),
      "a {\n".repeat(long / 4),
      '"'.repeat(long),
      "x".repeat(long),
      " ".repeat(long),
      "play {\n" + "client curl http://x\n".repeat(long / 20),
      "pod p\n".repeat(long / 6),
      "service s { select a=b; port 80 }\n".repeat(long / 30),
      "node n\n".repeat(long / 7),
      "corefile {\n" + " }\n".repeat(long / 3),
      'title "' + "\\".repeat(long) + '"',
      "dns a, " + "b, ".repeat(long / 3),
    ])
      survive(text);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    assert.ok(seconds < 60, `took ${seconds} s`);
  });
});
