import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { hashedMac } from "../../../src/network/mac-address.js";
import { factsOf, wire } from "../../support/wired-world.js";
import type { Wired } from "../../support/wired-world.js";

const KINDS = ["neighbour-asked", "neighbour-changed", "packet-ended"] as const;

function pair(): Wired {
  return wire(
    {
      a: { devices: { eth0: { addresses: ["10.0.0.1/24"] } } },
      b: { devices: { eth0: { addresses: ["10.0.0.2/24"] } } },
    },
    ["a:eth0 b:eth0"],
  );
}

// What `ip neigh` showed in namespaces of Linux 6.18 after the same exchanges.
describe("a neighbour", () => {
  it("is asked for once, and answers; who answered has noted who asked", () => {
    const { send, stack } = pair();
    const facts = factsOf(send("a", "10.0.0.2"), ["neighbour-asked", "neighbour-changed"]);
    assert.deepEqual(facts, [
      "a 10.0.0.2 eth0 INCOMPLETE",
      "a who has 10.0.0.2 eth0",
      "b 10.0.0.1 eth0 STALE",
      "a 10.0.0.2 eth0 REACHABLE",
      // The ICMP error of the closed port uses what was noted.
      "b 10.0.0.1 eth0 DELAY",
    ]);
    const entry = stack("a").host.neighbours.get({ address: address("10.0.0.2"), device: "eth0" });
    assert.equal(entry?.mac, hashedMac("b eth0"));
  });

  it("is not asked for again while it is known", () => {
    const { send } = pair();
    send("a", "10.0.0.2");
    assert.deepEqual(factsOf(send("a", "10.0.0.2"), ["neighbour-asked"]), []);
  });

  it("is asked for three times, a second apart, and given up; the host's own program is told by ICMP", () => {
    const { send, world } = pair();
    const events = send("a", "10.0.0.9");
    assert.deepEqual(factsOf(events, [...KINDS]), [
      "a 10.0.0.9 eth0 INCOMPLETE",
      "a who has 10.0.0.9 eth0",
      "a who has 10.0.0.9 eth0",
      "a who has 10.0.0.9 eth0",
      "a 10.0.0.9 eth0 FAILED",
      "a lost no-neighbour",
      "a consumed not-for-us",
    ]);
    assert.ok(world.scheduler.now() >= 3_000_000 && world.scheduler.now() < 3_100_000);
  });

  it("that failed is asked for anew by the next packet", () => {
    const { send } = pair();
    send("a", "10.0.0.9");
    assert.equal(factsOf(send("a", "10.0.0.9"), ["neighbour-asked"]).length, 3);
  });

  it("of a router that does not answer is reported to the sender of the forwarded packet", () => {
    const { send } = wire(
      {
        a: { devices: { eth0: { addresses: ["10.1.0.2/24"] } }, routes: ["default via 10.1.0.1"] },
        r: {
          devices: { ra: { addresses: ["10.1.0.1/24"] }, rb: { addresses: ["10.2.0.1/24"] } },
          sysctls: { "net/ipv4/ip_forward": "1" },
        },
        b: { devices: { eth0: { addresses: ["10.2.0.2/24"] } } },
      },
      ["a:eth0 r:ra", "r:rb b:eth0"],
    );
    const events = send("a", "10.2.0.9");
    const error = events.find(
      ({ kind, namespace }) => kind === "packet-created" && namespace === "host/r",
    );
    assert.ok(error?.kind === "packet-created" && error.headers.transport.protocol === "icmp");
    const { type, code } = error.headers.transport;
    assert.deepEqual([type, code, error.headers.destination], [3, 1, "10.1.0.2"]);
  });

  it("holds back 101 packets and no more", () => {
    const { world, stack, send } = pair();
    const origin = { program: "test", parent: null, connection: null };
    const packet = send("a", "10.0.0.2").find(({ kind }) => kind === "packet-created");
    assert.ok(packet?.kind === "packet-created");
    const since = world.recorder.events.length;
    const lost = { ...packet.headers, destination: address("10.0.0.9") };
    for (let index = 0; index < 105; index++) world.launch(stack("a"), lost, origin);
    while (world.scheduler.now() < 1_000_000 && world.scheduler.step());
    const ended = factsOf(world.recorder.events.slice(since), ["packet-ended"]);
    assert.deepEqual(ended, Array(4).fill("a lost no-neighbour"));
  });

  it("that was set by hand is never asked for", () => {
    const { send } = wire(
      {
        a: {
          devices: { eth0: { addresses: ["10.0.0.1/24"] } },
          neighbours: [
            { address: address("10.0.0.2"), device: "eth0", mac: hashedMac("b eth0") },
            { address: address("10.0.0.3"), device: "eth0", mac: "02:00:00:00:00:03" },
          ],
        },
        b: { devices: { eth0: { addresses: ["10.0.0.2/24", "10.0.0.3/24"] } } },
      },
      ["a:eth0 b:eth0"],
    );
    const asked = factsOf(send("a", "10.0.0.2"), ["neighbour-asked"]);
    assert.deepEqual(asked, ["b who has 10.0.0.1 eth0"]);
    assert.deepEqual(factsOf(send("a", "10.0.0.3"), [...KINDS]), ["b dropped not-our-mac"]);
  });

  it("becomes STALE after 30 s, is asked for 5 s after it was used, and is gone where it went down", () => {
    const wired = pair();
    const { send, world, stack } = wired;
    const question = { address: address("10.0.0.2"), device: "eth0" };
    const state = (): string | undefined => stack("a").host.neighbours.get(question)?.state;
    send("a", "10.0.0.2");
    world.scheduler.advanceTo(40_000_000);
    send("a", "10.0.0.2");
    assert.equal(state(), "DELAY");
    world.scheduler.advanceTo(46_000_000);
    send("a", "10.0.0.2");
    assert.equal(state(), "REACHABLE");
    wired.change("b", "eth0", { up: false });
    world.scheduler.advanceTo(90_000_000);
    send("a", "10.0.0.2");
    world.scheduler.advanceTo(100_000_000);
    send("a", "10.0.0.2");
    assert.equal(state(), "FAILED");
  });
});

describe("who answers", () => {
  it("is any host that has the address, on whichever device", () => {
    const { send } = wire(
      {
        a: { devices: { eth0: { addresses: ["10.0.0.1/24"] } } },
        b: {
          devices: {
            eth0: { addresses: ["10.0.0.2/24"] },
            dummy0: { link: { kind: "dummy" }, addresses: ["10.0.0.77/32"] },
          },
        },
      },
      ["a:eth0 b:eth0"],
    );
    assert.deepEqual(factsOf(send("a", "10.0.0.77"), ["packet-ended"])[0], "b rejected no-socket");
  });

  it("is a router with proxy_arp for what lies behind another device, as calico's 169.254.1.1", () => {
    const calico = (proxy: string): readonly string[] => {
      const { send } = wire(
        {
          pod: {
            devices: { eth0: { addresses: ["10.244.1.2/32"] } },
            routes: ["169.254.1.1/32 via 169.254.1.1 dev eth0", "default via 169.254.1.1 dev eth0"],
          },
          node: {
            devices: {
              eth0: { addresses: ["192.168.0.1/24"] },
              cali1: {},
            },
            routes: ["10.244.1.2/32 via 10.244.1.2 dev cali1", "default via 192.168.0.9 dev eth0"],
            sysctls: {
              "net/ipv4/ip_forward": "1",
              "net/ipv4/conf/cali1/proxy_arp": proxy,
            },
          },
          far: { devices: { eth0: { addresses: ["192.168.0.9/24"] } } },
        },
        ["pod:eth0 node:cali1", "node:eth0 far:eth0"],
      );
      return factsOf(send("pod", "192.168.0.1"), ["packet-ended"]);
    };
    assert.equal(calico("1")[0], "node rejected no-socket");
    assert.equal(calico("0")[0], "pod lost no-neighbour");
  });
});
