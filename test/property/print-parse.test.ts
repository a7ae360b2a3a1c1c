import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseScenario } from "../../src/language/parse.js";
import { printDocument } from "../../src/language/print.js";
import type { ScenarioDocument } from "../../src/language/syntax.js";
import { loadText } from "../support/load-text.js";
import { scenarioTexts } from "../support/scenario-text.js";

/** What a tree says, without places, layout and line ends. */
function meaningOf(document: ScenarioDocument): unknown {
  return JSON.parse(
    JSON.stringify(document.items, (key, value: unknown) =>
      ["span", "gap", "inline", "brace"].includes(key)
        ? undefined
        : key === "comment" && typeof value === "string"
          ? value.trimEnd()
          : value,
    ),
  ) as unknown;
}

/** A scenario without the places of its lines. */
function withoutPlaces(scenario: unknown): unknown {
  return JSON.parse(
    JSON.stringify(scenario, (key, value: unknown) => (key === "span" ? 0 : value)),
  );
}

const parse = (text: string): ScenarioDocument => parseScenario({ name: "test.hop", text });

describe("printing a scenario", () => {
  it("changes nothing that it says: print, then parse, is the identity on meaning", () => {
    fc.assert(
      fc.property(scenarioTexts, (text) => {
        const document = parse(text);
        assert.deepEqual(meaningOf(parse(printDocument(document))), meaningOf(document));
      }),
      { numRuns: 1000 },
    );
  });

  it("a second time changes nothing at all", () => {
    fc.assert(
      fc.property(scenarioTexts, (text) => {
        const printed = printDocument(parse(text));
        assert.equal(printDocument(parse(printed)), printed);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same cluster, play and kinds of mistakes", () => {
    fc.assert(
      fc.property(scenarioTexts, (text) => {
        const before = loadText(text);
        const after = loadText(printDocument(before.document));
        assert.deepEqual(withoutPlaces(after.scenario), withoutPlaces(before.scenario));
        assert.deepEqual(
          after.diagnostics.map(({ code }) => code).sort(),
          before.diagnostics.map(({ code }) => code).sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
