import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LIMIT } from "../../src/language/limit.js";
import { loadText, mistakesIn } from "../support/load-text.js";

describe("a scenario that asks for too much", () => {
  it("gets no endpoints beyond the limit, and a diagnostic at the first Service without", () => {
    const services = [1, 2, 3].map((n) => `service s${n} { select app=web\n port 80 }`).join("\n");
    const text = `hopwise 1\nnode a\ndeployment web {\n replicas ${LIMIT.endpoints / 2}\n labels app=web\n}\n${services}\n`;
    const { scenario, diagnostics } = loadText(text);
    const found = diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]);
    assert.deepEqual(
      found.filter(([code]) => code === "too-many-endpoints"),
      [["too-many-endpoints", "s3"]],
    );
    const slices = scenario?.cluster.endpointSlices.map(({ service }) => service) ?? [];
    assert.deepEqual(
      ["s1", "s2", "s3"].filter((name) => slices.includes(name)),
      ["s1", "s2"],
    );
  });

  it("leaves out the body of an answer that is too long", () => {
    const body = "x".repeat(LIMIT.body + 1);
    const text = `hopwise 1\nnode a\npod web { serves 80/tcp http 200 "${body}" }\n`;
    assert.deepEqual(mistakesIn(text), [`3:34 body-too-long "\\"${body}\\""`]);
  });

  it("hands a hundred nodes their ranges in order, around those that were said", () => {
    const nodes = Array.from({ length: 100 }, (_, n) =>
      n === 50 ? `node n${n} { pods 10.244.2.0/23 }` : `node n${n} { }`,
    );
    const { scenario } = loadText(`hopwise 1\n${nodes.join("\n")}\n`);
    const ranges = scenario?.cluster.nodes.map(({ podRanges }) => podRanges[0]?.base) ?? [];
    assert.deepEqual(ranges.slice(0, 4), ["10.244.0.0", "10.244.1.0", "10.244.4.0", "10.244.5.0"]);
    assert.equal(new Set(ranges).size, 100);
  });
});

describe("a target port that no pod names", () => {
  it("is marked where it stands", () => {
    const text = `hopwise 1\nnode a\npod web { labels app=web\n serves 80/tcp as http }\nservice s {\n select app=web\n port 80 -> htpt\n}\n`;
    assert.deepEqual(mistakesIn(text), ['7:13 unknown-port-name "htpt"']);
  });
});
