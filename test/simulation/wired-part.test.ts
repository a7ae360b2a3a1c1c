import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { withPodGateways } from "../../src/cluster/pod-gateways.js";
import { play } from "../../src/pipeline.js";
import { readTrace, writeTrace } from "../../src/trace/read.js";
import type { Trace } from "../../src/trace/trace.js";
import { hostMoment, shown } from "../support/host-moment.js";
import { scenarioOf } from "../support/load-text.js";

const NODES = Array.from({ length: 8 }, (_, index) => `node n${index}`).join("\n");

function traceOf(replicas: number, line: string, wires: readonly string[] = []): Trace {
  const text = `hopwise 1
${NODES}
deployment big { replicas ${replicas}; serves 80/tcp http 200 "hello" }
pod client on n1
service big { select app=big; port 80 }
play {
  ${line}
}
`;
  const { trace, diagnostics } = play({ name: "wired.hop", text }, { wires });
  assert.deepEqual(diagnostics, []);
  return required(trace, "a trace");
}

describe("a cluster of very many pods", () => {
  const trace = traceOf(1_200, "client curl http://big\n  expect 200 from big");

  it("is wired where packets come to, and says how large it is", () => {
    const { header } = trace;
    assert.deepEqual(header.wiredOf, { nodes: 8, pods: 1_203 });
    const pods = header.namespaces.filter(({ kind }) => kind === "pod");
    // The client, CoreDNS twice, and the endpoint that the connection went to.
    assert.equal(pods.length, 4);
    assert.ok("trace" in readTrace(writeTrace(trace)));
  });

  it("has all endpoints in its Services and rules", () => {
    const service = trace.header.services.find(({ name }) => name === "big");
    assert.equal(service?.endpoints.length, 1_200);
  });

  it("has no list of its objects to answer kubectl from, and wires a host that is asked for", () => {
    assert.equal(shown(hostMoment(trace, "n1"), "kubectl get pods"), "!objects-unlisted");
    const wired = ({ header }: Trace): readonly string[] =>
      header.namespaces.filter(({ kind }) => kind === "node").map(({ name }) => name);
    const line = "client curl http://big";
    const met = wired(traceOf(1_200, line));
    const absent = required(
      ["n7", "n6", "n5"].find((name) => !met.includes(name)),
      "a node that nobody met",
    );
    assert.deepEqual(wired(traceOf(1_200, line, [absent])).toSorted(), [...met, absent].toSorted());
  });

  it("is wired whole where it changes, or is not so large", () => {
    for (const [replicas, line] of [
      [1_200, "delete service big"],
      [20, "client curl http://big"],
    ] as const) {
      const { header } = traceOf(replicas, line);
      assert.equal(header.wiredOf, undefined);
      assert.equal(header.namespaces.filter(({ kind }) => kind === "pod").length, replicas + 3);
    }
  });
});

describe("a pod that has a gateway's usual address", () => {
  it("moves the gateway to the last free address of the range", () => {
    const { cluster } = scenarioOf("node worker { pods 10.244.1.0/24 }\npod client on worker\n");
    const [client] = cluster.pods.filter(({ name }) => name === "client");
    const taken = ["10.244.1.1", "10.244.1.254"].map((text) => address(text));
    const pods = taken.map((one) => ({ ...required(client, "client"), addresses: [one] }));
    const [node] = withPodGateways(cluster.nodes, pods);
    assert.deepEqual(node?.podGateways, ["10.244.1.253"]);
    assert.equal(withPodGateways(cluster.nodes, cluster.pods)[0]?.podGateways, undefined);
  });
});
