import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe } from "node:test";
import { play } from "../../src/pipeline.js";
import { crowded } from "../support/crowded.js";
import { fitsEverywhere } from "../support/fits-everywhere.js";
import { smallTrace } from "../support/small-trace.js";
import type { Trace } from "../../src/trace/trace.js";

describe("pictures", () => {
  fitsEverywhere("the small trace", smallTrace(), 1);
  fitsEverywhere(
    "a crowded cluster",
    crowded(smallTrace(), { nodes: 7, pods: 12, services: 9 }),
    9,
  );
  fitsEverywhere(
    "a large cluster",
    crowded(smallTrace(), { nodes: 40, pods: 3, services: 300 }),
    29,
  );
  for (const path of ["scenarios/clusterip.hop", "scenarios/dns-search-list.hop"]) {
    fitsEverywhere(path, playScenario(path), 97);
  }
});

function playScenario(path: string): Trace {
  const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
  assert.ok(trace);
  return trace;
}
