import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const files = { Corefile: ". {\n    proxy . /etc/resolv.conf\n    cache 30\n}\n" };

describe("hopwise migrate", () => {
  it("writes the file for the newest release and says what changed", async () => {
    const { exit, out, err } = await run(["migrate", "Corefile", "--from", "1.3.1"], files);
    assert.equal(exit, 0);
    assert.match(out, /^\. \{\n {4}forward \. \/etc\/resolv\.conf \{\n {8}max_concurrent 1000\n/);
    assert.match(err, /Plugin "proxy" is removed in 1\.5\.0\. It is replaced by "forward"\./);
    const lines = err.trim().split("\n");
    assert.equal(new Set(lines).size, lines.length, "each thing is said once");
  });

  it("says nothing when it shall be quiet, and goes down too", async () => {
    const down = ["migrate", "Corefile", "--down", "--from", "1.6.0", "--to", "1.2.0", "-q"];
    const { exit, out, err } = await run(down, { Corefile: ". {\n    loop\n    errors\n}\n" });
    assert.deepEqual({ exit, out, err }, { exit: 0, out: ". {\n    errors\n}\n", err: "" });
  });

  it("names the releases that it knows where there is no way", async () => {
    const { exit, err } = await run(["migrate", "Corefile", "--from", "9.9.9"], files);
    assert.notEqual(exit, 0);
    assert.match(err, /start version '9\.9\.9' not supported.*1\.1\.3.*1\.14\.2/s);
  });
});
