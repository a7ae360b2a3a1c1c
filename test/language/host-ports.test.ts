import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadText, scenarioOf } from "../support/load-text.js";

function codesOf(text: string): readonly string[] {
  return loadText(`hopwise 1\n${text}`).diagnostics.map(({ code }) => code);
}

describe("host-port", () => {
  it("stands behind a port's name, with or without an address of the node", () => {
    const { cluster } = scenarioOf(`node a
pod p on a {
  serves 80/tcp as web host-port 8080 host-port 127.0.0.1:8081 http 200 "hello"
  container other serves 53/udp host-port [fd00::1]:5353 echo
}
`);
    const containers = cluster.pods.find(({ name }) => name === "p")?.containers ?? [];
    assert.deepEqual(
      containers.flatMap(({ hostPorts }) => hostPorts),
      [
        { hostPort: 8080, containerPort: 80, protocol: "tcp", address: null },
        { hostPort: 8081, containerPort: 80, protocol: "tcp", address: "127.0.0.1" },
        { hostPort: 5353, containerPort: 53, protocol: "udp", address: "fd00::1" },
      ],
    );
    assert.deepEqual(containers[0]?.servers[0]?.portName, "web");
  });

  it("is a number from 1 to 65535, without a protocol of its own", () => {
    assert.deepEqual(codesOf("node a\npod p { serves 80/tcp host-port 70000 }\n"), ["bad-number"]);
    assert.deepEqual(codesOf("node a\npod p { serves 80/tcp host-port 80/udp }\n"), ["bad-number"]);
    assert.deepEqual(codesOf("node a\npod p { serves 80/tcp host-port }\n"), ["missing-value"]);
  });

  it("belongs to pods alone", () => {
    assert.deepEqual(codesOf("host h { serves 80/tcp host-port 8080 }\n"), ["bad-choice"]);
  });

  it("can be had once on a node, by protocol and address", () => {
    const two = (a: string, b: string): readonly string[] =>
      codesOf(`node a\npod p on a { serves ${a} }\npod q on a { serves ${b} }\n`);
    assert.deepEqual(two("80/tcp host-port 8080", "81/tcp host-port 8080"), ["host-port-taken"]);
    assert.deepEqual(two("80/tcp host-port 8080", "80/udp host-port 8080"), []);
    assert.deepEqual(
      two("80/tcp host-port 127.0.0.1:8080", "80/tcp host-port 172.18.0.2:8080"),
      [],
    );
    assert.deepEqual(two("80/tcp host-port 127.0.0.1:8080", "80/tcp host-port 0.0.0.0:8080"), [
      "host-port-taken",
    ]);
  });

  it("is reported once for a Deployment with more pods than nodes", () => {
    const text = "node a\nnode b\ndeployment d { replicas 6; serves 80/tcp host-port 8080 }\n";
    assert.deepEqual(codesOf(text), ["host-port-taken"]);
    const one = "node a\nnode b\ndaemonset d { serves 80/tcp host-port 8080 }\n";
    assert.deepEqual(codesOf(one), []);
  });

  it("must be the container's own in the host's network", () => {
    const text = "node a\npod p on a { host-network; serves 80/tcp host-port 8080 }\n";
    assert.deepEqual(codesOf(text), ["host-port-differs"]);
  });

  it("is not played with kubenet", () => {
    const text =
      "cluster { cni cloud-routes }\nnode a\npod p on a { serves 80/tcp host-port 80 }\n";
    assert.deepEqual(codesOf(text), ["host-port-of-kubenet"]);
  });
});
