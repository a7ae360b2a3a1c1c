import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { needsShared, sharedPath } from "../../../support/shared-vectors.js";
import { readCopy, readRecording } from "./recording.js";
import { replayWorld } from "./replay.js";

/** Probes that are about something else than netfilter's hooks. */
const LEFT_ASIDE: Readonly<Record<string, string>> = {
  "promisc-off": "a promiscuous bridge hands up a copy of the frame that has lost its connection",
  "route-localnet-0": "the new route that a translation in OUTPUT needs is network's to find",
};

describe("what a real kernel did (copies)", () => {
  for (const name of [
    "01-clusterip-other-node",
    "05-nodeport-cluster",
    "07-no-endpoints",
    "16-invalid",
  ])
    it(name, () => {
      const { world, probes } = readCopy(name);
      assert.ok(replayWorld(world, probes).tables > 0);
    });
});

describe("what a real kernel did, hook by hook", needsShared("kernel/worlds"), () => {
  for (const file of readdirSync(sharedPath("kernel/worlds"))) {
    const name = file.replace(/\.json$/, "");
    it(name, () => {
      const { world, probes } = readRecording(name);
      const { hooks, tables } = replayWorld(
        world,
        probes.filter(({ id }) => LEFT_ASIDE[id] === undefined),
      );
      assert.ok(hooks > 0 && tables > 0);
    });
  }

  it("18-all-tables with iptables-legacy", () => {
    const { world, probes } = readRecording("18-all-tables", "results/legacy");
    assert.ok(replayWorld(world, probes, "legacy").tables > 0);
  });
});
