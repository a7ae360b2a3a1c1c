import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOf } from "../../../src/base/source-span.js";
import { topologyMistakes } from "../../../src/network/topology/topology-mistakes.js";
import { loadText } from "../../support/load-text.js";

function mistakesIn(text: string): readonly string[] {
  const { scenario } = loadText(text);
  assert.ok(scenario);
  return topologyMistakes(scenario).map(({ code, span, parameters }) => {
    const { line, column } = placeOf(text, span.start);
    const near = parameters["nearest"] === undefined ? "" : ` (${String(parameters["nearest"])})`;
    return `${line}:${column} ${code}${near}`;
  });
}

describe("mistakes that only the network knows", () => {
  it("are settings that the kernel has not, or does not take", () => {
    const text = `hopwise 1
host red {
  address eth0 10.0.0.1/24
  sysctl net.ipv4.ip_foward 1
  sysctl net.ipv4.ip_default_ttl 300
  sysctl net.ipv4.conf.eth1.rp_filter 1
  sysctl net.ipv4.conf.eth0.rp_filter 1
  sysctl net.ipv4.ip_local_port_range 1000 2000
  sysctl net/ipv4/ip_foward 1
}
host blue
link red.eth0 blue.eth0
play {
  sysctl blue net.ipv4.ip_forward yes
  sysctl blue net.ipv4.ip_forward 1
}
`;
    assert.deepEqual(mistakesIn(text), [
      "4:3 unknown-sysctl (net.ipv4.ip_forward)",
      "5:3 bad-sysctl-value",
      "6:3 unknown-device (eth0)",
      "9:3 unknown-sysctl (net/ipv4/ip_forward)",
      "14:3 bad-sysctl-value",
    ]);
  });

  it("are settings and routes of nodes, pods and containers, which a CNI and docker wire", () => {
    const text = `hopwise 1
node worker {
  route  10.3.0.0/16 via 1.2.3.4
  route  10.4.0.0/16 dev eth0
  route  10.5.0.0/16 dev eht0
  sysctl net.ipv4.conf.cni0.rp_filter 1
}
pod client on worker
host box { address eth0 10.9.0.1/24 }
link box.eth0 worker.eth9
container web on box
play {
  sysctl client net.ipv4.ip_default_ttl 0
  sysctl web net.ipv4.conf.eth0.forwarding 1
  sysctl box net.ipv4.conf.docker0.forwarding 1
}
`;
    assert.deepEqual(mistakesIn(text), [
      "3:10 invalid-gateway",
      "5:10 unknown-device (eth0)",
      "6:3 unknown-device",
      "13:3 bad-sysctl-value",
    ]);
  });

  it("are none in a scenario without settings", () => {
    assert.deepEqual(mistakesIn("hopwise 1\nhost red\nnode a\n"), []);
  });
});
