import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const clusterip = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");
const files = { "ipvs.hop": clusterip.replace(/proxy +iptables/, "proxy ipvs") };

describe("hopwise rules of a node in ipvs mode", () => {
  it("prints its sets and virtual servers, and reads them back", async () => {
    const dumped = await run(["rules", "ipvs.hop", "--node", "worker"], files);
    assert.match(dumped.out, /^add KUBE-IPVS-IPS 10\.96\.\d+\.\d+$/m);
    assert.match(dumped.out, /^-A -t 10\.96\.\d+\.\d+:80 -s rr$/m);
    const given = { ...files, w: dumped.out };
    const same = await run(["check", "ipvs.hop", "--rules", "worker=w"], given);
    assert.equal(same.exit, 0, same.err);
  });

  it("plays with the dump: without real servers nobody answers", async () => {
    const { out } = await run(["rules", "ipvs.hop", "--node", "worker"], files);
    const given = { ...files, w: out.replace(/^-a .*\n/gm, "") };
    const played = await run(["trace", "ipvs.hop", "--rules", "worker=w"], given);
    assert.doesNotMatch(played.out, /request answered/);
  });

  it("gives the same as JSON", async () => {
    const { out } = await run(["rules", "ipvs.hop", "--node", "worker", "--json"], files);
    const { ipsets, virtualServers } = JSON.parse(out) as Record<string, readonly unknown[]>;
    assert.ok((ipsets?.length ?? 0) > 0);
    assert.ok((virtualServers?.length ?? 0) > 0);
  });
});
