import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadText } from "../support/load-text.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

const OUTSIDE = `
node worker { address 172.18.0.2 }
pod one on worker { address 10.244.0.11; serves 80/tcp http 200 "one" }
pod two on worker { address 10.244.0.12; serves 80/tcp http 200 "two" }
host client { address eth0 172.18.0.100/16 }
host balancer {
  address eth0 172.18.0.200/16
  route   10.244.0.0/16 via 172.18.0.2
  serves  80/tcp proxy 10.244.0.11:80, 10.244.0.12:80
  serves  81/tcp proxy 172.18.0.2:81
}
link client.eth0 nodes
link nodes balancer.eth0
`;

function mistakes(text: string): readonly string[] {
  return loadText(`hopwise 1\n${text}`).diagnostics.map(({ code }) => code);
}

describe("a proxy", () => {
  it("takes its backends in turn, and speaks to them from its own address", () => {
    const { trace } = playHosts(
      "client curl http://balancer 3 times\nexpect source 172.18.0.200 at one",
      { hosts: OUTSIDE },
    );
    const check = trace.events.findLast((event) => event.kind === "expectation-checked");
    const outputs = endsOf(trace).map(({ output }) => output);
    assert.deepEqual(new Set(outputs), new Set(["one", "two"]));
    assert.deepEqual(outputs, [outputs[0], outputs[1], outputs[0]]);
    assert.equal(check?.holds, true, check?.found);
  });

  it("closes the client's connection where no backend answers", () => {
    const { trace } = playHosts("client curl http://balancer:81", { hosts: OUTSIDE });
    assert.deepEqual(endsOf(trace), [
      { outcome: "reset", output: "curl: (52) Empty reply from server" },
    ]);
  });

  it("needs places to go to, and tcp", () => {
    const host = (serves: string): string => `host red { address eth0 10.0.0.1/24\n${serves} }`;
    assert.ok(mistakes(host("serves 80/udp proxy 10.0.0.2:80")).includes("proxy-needs-tcp"));
    assert.ok(mistakes(host("serves 80/tcp proxy 10.0.0.2")).includes("bad-endpoint"));
    assert.ok(mistakes(host("serves 80/tcp proxy")).includes("missing-value"));
  });
});

describe("the network of the nodes", () => {
  it("is an end of a cable where there is a cluster", () => {
    const hosts = "host red { address eth0 172.18.0.9/16 }\nlink red.eth0 nodes";
    assert.deepEqual(mistakes(`node worker { address 172.18.0.2 }\n${hosts}`), []);
    assert.ok(mistakes(hosts).includes("unknown-host"));
  });

  it("has each address once", () => {
    const text =
      "node worker { address 172.18.0.2 }\nhost red { address eth0 172.18.0.2/16 }\nlink red.eth0 nodes";
    assert.ok(mistakes(text).includes("duplicate-address"));
  });
});
