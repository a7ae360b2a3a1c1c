import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address, addressOf } from "../../../src/base/address.js";
import { prefix } from "../../../src/base/prefix.js";
import { decideInput } from "../../../src/network/fib/decide-input.js";
import { decideOutput } from "../../../src/network/fib/decide-output.js";
import { route } from "../../../src/network/route.js";
import { FORWARDING } from "../../../src/network/sysctl.js";
import { datagram, testHost } from "../fixture.js";
import type { TestHost } from "../fixture.js";

const WISH: TestHost = {
  devices: { in: ["10.1.0.1/24"], a: ["10.2.0.1/24"], b: ["10.3.0.1/24"] },
  sysctls: FORWARDING,
  routes: [
    route({
      destination: prefix("10.9.0.0/16"),
      device: null,
      scope: "global",
      hops: [
        { gateway: address("10.2.0.254"), device: "a", onlink: false, weight: 1 },
        { gateway: address("10.3.0.254"), device: "b", onlink: false, weight: 3 },
      ],
    }),
  ],
};

function wayOf(wish: TestHost, source: string, destination: string, port = 1000): string {
  const packet = datagram(source, destination, {
    transport: {
      protocol: "udp",
      sourcePort: port,
      destinationPort: 53,
      payload: { kind: "none" },
    },
  });
  const decision = decideInput(testHost(wish), { packet, mark: 0, input: "in" });
  return decision.kind === "forward" ? (decision.route.device ?? "") : decision.kind;
}

describe("a route with several ways", () => {
  const sources = Array.from({ length: 200 }, (_, index) =>
    addressOf(0x0a01_0002n + BigInt(index), "ipv4"),
  );

  it("spreads flows by weight, and keeps each flow on its way", () => {
    const ways = sources.map((source) => wayOf(WISH, source, "10.9.0.1"));
    const share = ways.filter((way) => way === "b").length / ways.length;
    assert.ok(share > 0.65 && share < 0.85, `${share} of the flows take the way of weight 3`);
    assert.deepEqual(
      sources.map((source) => wayOf(WISH, source, "10.9.0.1")),
      ways,
    );
  });

  it("tells flows apart by ports only where the host is told so", () => {
    const ports = Array.from({ length: 40 }, (_, index) => 2000 + index);
    const byAddress = ports.map((port) => wayOf(WISH, "10.1.0.2", "10.9.0.1", port));
    assert.equal(new Set(byAddress).size, 1);
    const sysctls = { ...FORWARDING, "net/ipv4/fib_multipath_hash_policy": "1" };
    const byPort = ports.map((port) => wayOf({ ...WISH, sysctls }, "10.1.0.2", "10.9.0.1", port));
    assert.equal(new Set(byPort).size, 2);
  });

  it("leaves out a way whose device is down", () => {
    const changed = { b: { up: false } };
    assert.deepEqual(
      new Set(sources.map((source) => wayOf({ ...WISH, changed }, source, "10.9.0.1"))),
      new Set(["a"]),
    );
  });

  it("prefers for the host's own packets the way that their source address is of", () => {
    const decision = decideOutput(testHost(WISH), {
      destination: address("10.9.0.1"),
      source: address("10.2.0.1"),
    });
    assert.ok(decision.kind === "route");
    assert.equal(decision.route.device, "a");
  });

  it("sends an ICMP error the way of the packets that it is about", () => {
    const host = testHost(WISH);
    for (const source of sources.slice(0, 20)) {
      const quoted = datagram("10.9.0.1", source);
      const error = datagram("10.1.0.77", "10.9.0.1", {
        transport: {
          protocol: "icmp",
          type: 3,
          code: 3,
          identifier: null,
          sequence: null,
          mtu: null,
          gateway: null,
          quoted,
          payload: { kind: "none" },
        },
      });
      const decision = decideInput(host, { packet: error, mark: 0, input: "in" });
      assert.ok(decision.kind === "forward");
      assert.equal(decision.route.device, wayOf(WISH, source, "10.9.0.1"));
    }
  });
});
