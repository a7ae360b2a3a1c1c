import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";
import { fitsEverywhere } from "../support/fits-everywhere.js";
import { WORLDS } from "../support/host-worlds.js";

const SCENARIOS = [
  "scenarios/linux/many-over-a-bridge.hop",
  "scenarios/linux/router-ip-forward.hop",
  "scenarios/linux/two-namespaces-veth.hop",
  "scenarios/docker/port-mapping.hop",
  "scenarios/cni/vxlan-across-nodes.hop",
  "scenarios/cni/bridge-host-local.hop",
];

describe("pictures of hosts", () => {
  for (const [name, make] of Object.entries(WORLDS)) fitsEverywhere(name, make(), 2);
  for (const path of SCENARIOS) fitsEverywhere(path, playScenario(path), 197);
});

function playScenario(path: string): Trace {
  const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
  assert.ok(trace);
  return trace;
}
