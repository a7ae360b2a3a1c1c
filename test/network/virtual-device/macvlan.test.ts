import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import type { DeviceLink } from "../../../src/cluster/topology/device.js";
import { hashedMac } from "../../../src/network/mac-address.js";
import { factsOf, wire } from "../../support/wired-world.js";
import type { Wired } from "../../support/wired-world.js";

const WAY = ["device-entered", "device-left", "packet-ended"] as const;

function above(link: DeviceLink, sysctls: Readonly<Record<string, string>> = {}): Wired {
  return wire(
    {
      a: {
        devices: {
          eth0: { addresses: ["10.0.0.1/24"] },
          m0: {
            link,
            addresses: ["10.0.0.11/24"],
            ...(link.kind === "ipvlan" ? { mac: hashedMac("a eth0") } : {}),
          },
        },
        sysctls,
      },
      b: { devices: { eth0: { addresses: ["10.0.0.2/24"] } } },
    },
    ["a:eth0 b:eth0"],
  );
}

// What namespaces of Linux 6.18 did with `ip link add link eth0 name m0 type macvlan`.
describe("a macvlan device", () => {
  const bridge = { kind: "macvlan", lower: "eth0", mode: "bridge" } as const;

  it("leaves the answer to the device below, which answers for every address of the host first", () => {
    const { send, stack } = above(bridge);
    const events = send("b", "10.0.0.11");
    const question = { address: address("10.0.0.11"), device: "eth0" };
    assert.equal(stack("b").host.neighbours.get(question)?.mac, hashedMac("a eth0"));
    assert.deepEqual(factsOf(events, [...WAY]).slice(0, 3), [
      "b <- eth0",
      "a -> eth0",
      "a rejected no-socket",
    ]);
  });

  it("takes what is for its hardware address, where only the owner answers", () => {
    const { send } = above(bridge, { "net/ipv4/conf/all/arp_ignore": "1" });
    assert.deepEqual(factsOf(send("b", "10.0.0.11"), [...WAY]).slice(0, 4), [
      "b <- eth0",
      "a -> eth0",
      "a -> m0",
      "a rejected no-socket",
    ]);
  });

  it("gets a copy of every broadcast", () => {
    const { send } = above(bridge);
    const entered = factsOf(send("b", "10.0.0.255"), ["device-entered"]);
    assert.deepEqual(entered.slice(0, 2), ["a -> eth0", "a -> m0"]);
  });

  it("takes everything in passthru mode", () => {
    const { send } = above({ ...bridge, mode: "passthru" });
    assert.deepEqual(factsOf(send("b", "10.0.0.1"), ["device-entered"]).slice(0, 2), [
      "a -> eth0",
      "a -> m0",
    ]);
  });
});

describe("an ipvlan device", () => {
  it("takes what is for its IP address, since the hardware address is shared", () => {
    const { send } = above({ kind: "ipvlan", lower: "eth0", mode: "l2" });
    assert.deepEqual(factsOf(send("b", "10.0.0.11"), ["device-entered"])[1], "a -> m0");
    assert.deepEqual(factsOf(send("b", "10.0.0.1"), ["device-entered"])[0], "a -> eth0");
  });
});
