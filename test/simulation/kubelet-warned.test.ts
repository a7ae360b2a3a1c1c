import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { KIND_CLUSTER } from "../support/kind-scenario.js";

/** What kubelets warned of, with the second and the node. */
function warnings(more: string, lines: string): readonly string[] {
  const text = `hopwise 1\n${KIND_CLUSTER}${more}\nplay {\n${lines}\n}\n`;
  const { trace } = play({ name: "test.hop", text });
  assert.ok(trace);
  return trace.events.flatMap((event) =>
    event.kind === "kubelet-warned"
      ? [`${event.at / 1_000_000} ${event.namespace ?? ""} ${event.object} ${event.reason}`]
      : [],
  );
}

const FOUR = "nameserver 1.1.1.1, 8.8.8.8, 9.9.9.9";

describe("a kubelet's events about DNS", () => {
  it("are none for usual pods", () => {
    assert.deepEqual(warnings("", "client dig example.default.svc.cluster.local"), []);
  });

  it("tell of a pod that wants more servers, and more domains, than fit", () => {
    const domains = Array.from({ length: 33 }, (_, index) => `d${index}.example`).join(", ");
    const pod = `pod greedy on worker2 {\n  dns-config {\n    ${FOUR}\n    search ${domains}\n  }\n}\n`;
    const told = "0 node/worker2 pod/default/greedy DNSConfigForming";
    assert.deepEqual(warnings(pod, "wait 1s"), [told, told]);
  });

  it("come with a pod that starts while the scenario plays", () => {
    const lines = `apply pod late on worker2 {\n  dns-config { ${FOUR} }\n}\nwait 5s`;
    const told = "1 node/worker2 pod/default/late DNSConfigForming";
    assert.deepEqual(warnings("", lines), [told]);
  });

  it("tell a node and its pod that there is no clusterDNS", () => {
    const all = warnings("cluster { cluster-dns none }", "wait 1s");
    assert.deepEqual(all.slice(0, 2), [
      "0 node/worker node/worker MissingClusterDNS",
      all.find((line) => line.startsWith("0 node/worker pod/default/example")) ?? "",
    ]);
    assert.ok(!all.some((line) => line.includes("coredns")), "dnsPolicy Default");
  });
});
