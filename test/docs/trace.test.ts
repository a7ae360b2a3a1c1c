import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { DETAILS } from "../../src/trace/step.js";
import { EVENT_KINDS, eventShape } from "../../src/trace/shape/event-shape.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/trace.md"), "utf8");
const examples = [...text.matchAll(/^`([a-z-]+)`: (.*)\n\n```json\n([\s\S]*?)\n```$/gm)];

describe("docs/trace.md", () => {
  it("names every kind of event once, with its meaning", () => {
    assert.deepEqual(examples.map(([, kind]) => kind).sort(), [...EVENT_KINDS].sort());
    for (const [, kind, meaning = ""] of examples) assert.ok(meaning.length > 10, kind);
  });

  it("has an example of each that is well-formed", () => {
    for (const [, kind, , json = ""] of examples) {
      const event = JSON.parse(json) as { readonly kind: string };
      assert.equal(event.kind, kind);
      assert.equal(eventShape.faultOf(event, kind ?? ""), null);
    }
  });

  it("explains every level of steps", () => {
    for (const detail of DETAILS) assert.ok(text.includes(`| \`${detail}\``), detail);
  });
});
