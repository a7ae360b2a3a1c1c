import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const files = Object.fromEntries(
  ["docker/port-mapping.hop", "cni/vxlan-across-nodes.hop"].map((path) => [
    path,
    readFileSync(new URL(`../../scenarios/${path}`, import.meta.url), "utf8"),
  ]),
);

describe("hopwise setup", () => {
  it("prints a script that names every host before its commands", async () => {
    const { exit, out, err } = await run(["setup", "cni/vxlan-across-nodes.hop"], files);
    assert.equal(exit, 0, err);
    assert.match(out, /^#!\/usr\/bin\/env bash\n# .*\nset -eu\n/);
    assert.match(out, /^# The node worker2\.\nip netns add node-worker2$/m);
    assert.match(out, /^ip netns exec node-worker iptables-nft-restore <<'END'$/m);
    assert.match(out, /^ip -n node-worker link add name flannel\.1 .* type vxlan id 1 /m);
  });

  it("prints what removes all of it again, whatever is there", async () => {
    const built = (await run(["setup", "docker/port-mapping.hop"], files)).out;
    const { out } = await run(["setup", "docker/port-mapping.hop", "--remove"], files);
    const added = [...built.matchAll(/^ip netns add (\S+)/gm)].map(([, name]) => name);
    const removed = [...out.matchAll(/ip netns del (\S+); fi/g)].map(([, name]) => name);
    assert.ok(added.length > 3);
    assert.deepEqual(removed, added);
  });

  it("keeps to one host where one is named", async () => {
    const { out } = await run(["setup", "docker/port-mapping.hop", "--on", "web"], files);
    assert.match(out, /ip netns add container-web/);
    assert.doesNotMatch(out, /ip netns add host-machine/);
    const { exit, err } = await run(["setup", "docker/port-mapping.hop", "--on", "x"], files);
    assert.equal(exit, 2);
    assert.match(err, /`x`.*machine/);
  });

  it("speaks Japanese in its remarks", async () => {
    const { out } = await run(["setup", "docker/port-mapping.hop", "--lang", "ja"], files);
    assert.match(out, /^# コンテナー web$/m);
  });
});
