import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { requestCosts } from "../../src/trace/request-cost.js";

const text = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");

describe("requestCosts", () => {
  it("counts what the first packet of each request met, look-ups apart, and what came of it", () => {
    const { trace } = play({ name: "clusterip.hop", text });
    const costs = trace === null ? [] : requestCosts(trace);
    assert.deepEqual(
      costs.map(({ request }) => request),
      [1, 2, 3, 4],
    );
    for (const { first, all, outcome, status, source } of costs) {
      assert.ok(first.hooks > 0 && first.chains > first.hooks && first.rules > 0);
      assert.ok(all.rules > first.rules);
      assert.deepEqual([outcome, status], ["answered", 200]);
      assert.match(source ?? "", /^10\.244\./);
    }
    assert.equal(costs[0]?.endpoint, "10.244.1.3:80");
  });
});
