import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const clusterip = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");
const files = { "clusterip.hop": clusterip };

describe("hopwise explore", () => {
  it("prints each branch with what it was meant to weigh, what it weighs to the kernel, and the sum", async () => {
    const { exit, out } = await run(["explore", "clusterip.hop"], files);
    assert.equal(exit, 0);
    assert.match(out, /default\/example:80\/tcp at 10\.96\.1\.64:80/);
    assert.match(out, /^ {2}[* ]1 +1\/2 +1\/2 = 0\.500000000000 .*answered 200$/m);
    assert.match(out, /sum: 1, to the kernel 1/);
  });

  it("prints JSON, speaks Japanese, and knows how many requests there are", async () => {
    const { out } = await run(["explore", "clusterip.hop", "--json", "--request", "2"], files);
    assert.equal((JSON.parse(out) as { readonly request: number }).request, 2);
    assert.match((await run(["explore", "clusterip.hop", "--lang", "ja"], files)).out, /合計: 1/);
    const { exit, err } = await run(["explore", "clusterip.hop", "--request", "9"], files);
    assert.equal(exit, 2);
    assert.match(err, /no request 9/);
  });

  it("plays the branch that is asked for", async () => {
    for (const [branch, address] of [
      ["1", "10.244.1.3"],
      ["2", "10.244.2.3"],
    ]) {
      const { out } = await run(["trace", "clusterip.hop", "--branch", branch ?? ""], files);
      assert.match(out, new RegExp(`dnat in PREROUTING: 10.96.1.64:80 -> ${address ?? ""}:80`));
    }
    const { exit, err } = await run(["trace", "clusterip.hop", "--branch", "3"], files);
    assert.equal(exit, 2);
    assert.match(err, /no branch 3/);
  });
});
