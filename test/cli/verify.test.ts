import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const TEXT = `hopwise 1
host a { address eth0 10.0.0.1/24 }
host b { address eth0 10.0.0.2/24 }
link a.eth0 b.eth0
play { a ping b }
`;

const isRoot = process.platform === "linux" && process.getuid?.() === 0;

describe("hopwise verify", () => {
  it("says what it lacks where it cannot, and ends with 3", { skip: isRoot }, async () => {
    const { exit, out } = await run(["verify", "a.hop"], { "a.hop": TEXT });
    assert.equal(exit, 3);
    assert.match(out, /skipped/);
  });

  it("compares with the kernel where it can", { skip: !isRoot }, async () => {
    const { exit, out } = await run(["verify", "a.hop"], { "a.hop": TEXT });
    // A container may have root and no namespaces.
    assert.ok(exit === 0 || (exit === 3 && out.includes("skipped")), out);
    if (exit === 0)
      assert.match(out, /a: ping .*: answered: \d+ agree\n1 requests: \d+ agree, 0 differ/);
  });

  it("reports mistakes first", async () => {
    const { exit } = await run(["verify", "a.hop"], { "a.hop": "hopwise 1\nplay {" });
    assert.equal(exit, 1);
  });
});
