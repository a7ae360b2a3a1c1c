import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const clusterip = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");
const files = { "clusterip.hop": clusterip };

describe("hopwise compare", () => {
  it("sets what is written and what each request costs side by side", async () => {
    const { exit, out } = await run(["compare", "clusterip.hop"], files);
    assert.equal(exit, 0);
    assert.match(out, /What kube-proxy writes on worker \(ipv4\)\n +iptables\n +chains +\d+\n/);
    assert.match(out, /Request 4, example-[-a-z0-9]+: curl http:\/\/example\n/);
    assert.match(out, /^ {2}first packet: rules visited +\d+$/m);
    assert.match(out, /^ {2}outcome +answered 200$/m);
  });

  it("prints the walks beside each other, and speaks Japanese", async () => {
    const argv = ["compare", "clusterip.hop", "--modes", "iptables", "--detail", "story"];
    const { out } = await run([...argv, "--lang", "ja"], files);
    assert.match(out, /最初のパケット: 調べたルール/);
    assert.match(out, /worker: dnat in PREROUTING/);
  });

  it("refuses a mode that does not exist", async () => {
    const { exit, err } = await run(["compare", "clusterip.hop", "--modes", "ebpf"], files);
    assert.equal(exit, 2);
    assert.match(err, /--modes is one of iptables/);
  });

  it("draws the modes in one picture", async () => {
    const argv = [
      "svg",
      "clusterip.hop",
      "--compare",
      "--modes",
      "iptables,iptables",
      "--step",
      "9",
    ];
    const { exit, out } = await run(argv, files);
    assert.equal(exit, 0);
    assert.match(out, /^<svg [^>]*width="1280"/);
    assert.equal(out.match(/rules visited/g)?.length, 4);
  });
});
