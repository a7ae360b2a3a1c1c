import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { formatDiagnostic } from "../../src/message/diagnostic/format.js";
import { loadText, mistakesIn } from "../support/load-text.js";

const text = `hopwise 1

node control-plane { address 172.18.0.4 }
node worker { address 172.18.0.2  pods 10.244.1.0/33 }
node worker2 { address 172.18.0.2  pods 10.244.2.0/24 }

deployment example {
  replicas  2
  on        worker, worker2
  labels    app=example
  serves    80/tcp http 200 "hello"
  addresses 10.244.1.3, 10.244.2.3

pod client on worker

service example {
  select     app=example
  cluster-ip 10.96.1.64
  port       80
}

play {
  client curl http://exmaple
  expect 200 from example
  client curl http://example
  expect 200 from worker2 in example
}
`;

describe("a scenario with four mistakes", () => {
  it("gives exactly four placed diagnostics", () => {
    assert.deepEqual(mistakesIn(text), [
      '4:40 bad-prefix "10.244.1.0/33"',
      '5:24 duplicate-address "172.18.0.2"',
      '7:20 unclosed-brace "{"',
      '23:22 unknown-service "exmaple"',
    ]);
  });

  it("names what was most likely meant", () => {
    const { diagnostics } = loadText(text);
    assert.equal(diagnostics[3]?.parameters["nearest"], "example");
  });

  it("loads the rest", () => {
    const { scenario } = loadText(text);
    assert.ok(scenario);
    const { nodes, pods, services } = scenario.cluster;
    assert.deepEqual(
      nodes.map(({ name, addresses }) => `${name} ${addresses.join()}`),
      ["control-plane 172.18.0.4", "worker 172.18.0.2", "worker2 172.18.0.3"],
    );
    assert.equal(pods.filter((pod) => pod.deployment === "example").length, 2);
    assert.ok(pods.some((pod) => pod.name === "client" && pod.node === "worker"));
    assert.ok(services.some((service) => service.clusterAddresses.join() === "10.96.1.64"));
    assert.deepEqual(
      scenario.play.map((item) => item.kind),
      ["request", "expect"],
    );
  });

  it("is told with the place, the line and a mark under it", () => {
    const { diagnostics, document } = loadText(text);
    const [, , , last] = diagnostics;
    assert.ok(last);
    assert.equal(
      formatDiagnostic(last, [document.source], diagnosticsEn),
      [
        "test.hop:23:22: error: There is no Service named `exmaple` in the namespace `default`. [unknown-service]",
        "    client curl http://exmaple",
        "                       ^~~~~~~",
        "  did you mean `example`?",
      ].join("\n"),
    );
  });
});
