import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";

const SCENARIO = "scenarios/linux/many-over-a-bridge.hop";

/** As the kernel does it: test/kernel/verify-scenarios.test.ts plays the same scenario there. */
describe("a cable whose other end goes down", () => {
  const { trace } = play({ name: SCENARIO, text: readFileSync(SCENARIO, "utf8") });
  const events = trace?.events ?? [];
  const broken = events.findIndex((event) => event.kind === "command-run");
  const later = events.slice(broken);

  it("takes what the bridge had learned behind its port", () => {
    const forgotten = later.flatMap((event) =>
      event.kind === "forwarding-removed" ? [event.device] : [],
    );
    assert.deepEqual(forgotten, ["veth-blue-br"]);
  });

  it("leaves the bridge no way by that port: a frame goes to everybody else", () => {
    const decided = later.flatMap((event) => (event.kind === "bridge-decided" ? [event] : []));
    assert.deepEqual(
      decided.map(({ decision, ports }) => [decision, ...ports]),
      [["flood", "veth-grey-br", "veth-green-br"]],
    );
  });
});
