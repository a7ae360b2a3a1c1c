import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { dockerEdits } from "../../../src/network/docker/docker-rules.js";
import { containerNamed } from "../../support/docker-host.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

const WORLD = "kernel/worlds/14-docker-ports.json";

describe("docker's rules", () => {
  const web = containerNamed("web", { published: [{ hostPort: 8080, containerPort: 80 }] });

  it("are those of a recorded host with one published port", needsShared(WORLD), () => {
    const text = readFileSync(sharedPath(WORLD), "utf8");
    const world = JSON.parse(text) as { hosts: { dockerhost: { iptables: string[] } } };
    assert.deepEqual(linesOf(savedOn([web], "h")), world.hosts.dockerhost.iptables);
  });

  it("name the host's address where the port is published on one only", () => {
    const local = containerNamed("web", {
      published: [{ hostPort: 8080, containerPort: 80, address: "127.0.0.1" }],
    });
    assert.match(savedOn([local], "h"), /-A DOCKER -d 127\.0\.0\.1\/32 ! -i docker0 -p tcp/);
  });

  it("know nothing of containers in the host's network", () => {
    const hosted = containerNamed("web", { network: "host", published: [] });
    assert.doesNotMatch(savedOn([hosted], "h"), /172\.17\.0\.2/);
  });

  it("are not on hosts without containers, nor for IPv6", () => {
    assert.deepEqual(dockerEdits([web], "other", "ipv4"), []);
    assert.deepEqual(dockerEdits([web], "h", "ipv6"), []);
  });
});

function savedOn(containers: Parameters<typeof dockerEdits>[0], host: string): string {
  return printSave(applyEdits(emptyRuleSet("ipv4"), dockerEdits(containers, host, "ipv4")));
}

function linesOf(dump: string): readonly string[] {
  return dump.trimEnd().split("\n");
}
