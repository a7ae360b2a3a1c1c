import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import {
  everything,
  formatRoute,
  inListOrder,
  lookupRoute,
  route,
} from "../../src/network/route.js";

const gateway = address("172.18.0.1");
const routes = [
  route({ destination: prefix("10.244.2.0/24"), gateway: address("172.18.0.3"), device: "eth0" }),
  route({ destination: everything("ipv4"), gateway, device: "eth0" }),
  route({ destination: prefix("10.244.2.7/32"), device: "veth0", scope: "host" }),
  route({
    destination: prefix("172.18.0.0/16"),
    device: "eth0",
    protocol: "kernel",
    source: address("172.18.0.2"),
  }),
];

describe("a routing table", () => {
  it("chooses the longest prefix", () => {
    const deviceFor = (text: string): string | null | undefined =>
      lookupRoute(routes, address(text))?.device;
    assert.equal(deviceFor("10.244.2.7"), "veth0");
    assert.equal(deviceFor("10.244.2.8"), "eth0");
    assert.equal(lookupRoute(routes, address("9.9.9.9"))?.gateway, gateway);
    assert.equal(lookupRoute(routes, address("fd00::1")), null);
  });

  it("prints as ip route does", () => {
    assert.deepEqual(inListOrder(routes).map(formatRoute), [
      "default via 172.18.0.1 dev eth0",
      "10.244.2.0/24 via 172.18.0.3 dev eth0",
      "10.244.2.7 dev veth0 scope host",
      "172.18.0.0/16 dev eth0 proto kernel scope link src 172.18.0.2",
    ]);
  });

  it("prints IPv6 routes as ip -6 route does, the default last", () => {
    const six = [
      route({ destination: everything("ipv6"), gateway: address("fd00::1"), device: "eth0" }),
      route({ destination: prefix("fd00::/64"), device: "eth0", protocol: "kernel", metric: 256 }),
    ];
    assert.deepEqual(inListOrder(six).map(formatRoute), [
      "fd00::/64 dev eth0 proto kernel metric 256 pref medium",
      "default via fd00::1 dev eth0 metric 1024 pref medium",
    ]);
  });

  it("prefers the lower metric among equal prefixes", () => {
    const destination = prefix("fd00::/64");
    const both = [
      route({ destination, device: "far", metric: 1024 }),
      route({ destination, device: "near", metric: 256 }),
    ];
    assert.equal(lookupRoute(both, address("fd00::7"))?.device, "near");
  });
});
