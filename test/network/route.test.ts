import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import { device } from "../../src/network/device.js";
import { formatRoute } from "../../src/network/format-route.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { everything, inListOrder, route } from "../../src/network/route.js";

// What iproute2 6.1 printed on Linux 6.18, without the space that IPv4's lines end with.
describe("a route, as ip route prints it", () => {
  const gateway = address("10.0.0.254");
  const source = address("10.0.0.1");

  it("names what is not usual, in iproute2's order", () => {
    const full = route({
      destination: prefix("10.60.0.0/16"),
      gateway,
      device: "da",
      protocol: "static",
      source,
      metric: 5,
      onlink: true,
      mtu: 1400,
    });
    assert.equal(
      formatRoute(full),
      "10.60.0.0/16 via 10.0.0.254 dev da proto static src 10.0.0.1 metric 5 onlink mtu 1400",
    );
    const six = route({
      destination: prefix("fd00:60::/64"),
      gateway: address("fd00:1::7"),
      device: "da",
      protocol: "static",
      source: address("fd00:1::1"),
      metric: 5,
      onlink: true,
      mtu: 1400,
    });
    assert.equal(
      formatRoute(six),
      "fd00:60::/64 via fd00:1::7 dev da proto static src fd00:1::1 metric 5 onlink mtu 1400 pref medium",
    );
  });

  it("puts the ways out of a multipath route on lines of their own", () => {
    const several = route({
      destination: prefix("10.61.0.0/16"),
      device: null,
      protocol: "static",
      source,
      metric: 7,
      scope: "global",
      hops: [
        { gateway, device: "da", onlink: true, weight: 1 },
        { gateway: null, device: "dc", onlink: false, weight: 2 },
      ],
    });
    const dc = device({ name: "dc", mac: hashedMac("dc"), carrier: false });
    assert.equal(
      formatRoute(several, [dc]),
      "10.61.0.0/16 proto static src 10.0.0.1 metric 7\n" +
        "\tnexthop via 10.0.0.254 dev da weight 1 onlink\n" +
        "\tnexthop dev dc weight 2 linkdown",
    );
    assert.match(formatRoute(several, [{ ...dc, up: false }]), /weight 2 dead linkdown$/);
  });

  it("says what becomes of a packet, with IPv6's device lo", () => {
    const ending = { kind: "blackhole", device: null, scope: "global" } as const;
    assert.equal(
      formatRoute(route({ ...ending, destination: prefix("10.30.0.0/16") })),
      "blackhole 10.30.0.0/16",
    );
    assert.equal(
      formatRoute(route({ ...ending, kind: "throw", destination: prefix("fd00:33::/64") })),
      "throw fd00:33::/64 dev lo metric 1024 pref medium",
    );
  });

  it("names a gateway of the other family", () => {
    const six = route({
      destination: prefix("10.38.0.0/16"),
      gateway: address("fe80::1"),
      device: "da",
    });
    assert.equal(formatRoute(six), "10.38.0.0/16 via inet6 fe80::1 dev da");
  });

  it("lists IPv4's default first, and the longer one of two prefixes with one beginning", () => {
    const routes = ["10.61.0.0/16", "10.244.2.7/32", "10.61.0.0/24"].map((text) =>
      route({ destination: prefix(text), device: "dc" }),
    );
    const all = inListOrder([
      ...routes,
      route({ destination: everything("ipv4"), gateway, device: "da", metric: 100 }),
      route({ destination: everything("ipv4"), gateway, device: "da" }),
    ]);
    assert.deepEqual(
      all.map((one) => formatRoute(one)),
      [
        "default via 10.0.0.254 dev da",
        "default via 10.0.0.254 dev da metric 100",
        "10.61.0.0/24 dev dc scope link",
        "10.61.0.0/16 dev dc scope link",
        "10.244.2.7 dev dc scope link",
      ],
    );
  });

  it("lists IPv6's longer prefixes before those that they lie in, the default last", () => {
    const via = { gateway: address("fd00:1::7"), device: "da" };
    const all = inListOrder([
      route({ destination: everything("ipv6"), ...via }),
      route({ destination: prefix("fd00::/16"), ...via }),
      route({ destination: prefix("fd00:1::/64"), device: "da", protocol: "kernel", metric: 256 }),
    ]);
    assert.deepEqual(
      all.map((one) => formatRoute(one)),
      [
        "fd00:1::/64 dev da proto kernel metric 256 pref medium",
        "fd00::/16 via fd00:1::7 dev da metric 1024 pref medium",
        "default via fd00:1::7 dev da metric 1024 pref medium",
      ],
    );
  });
});
