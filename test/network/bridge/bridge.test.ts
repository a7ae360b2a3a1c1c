import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { MOST_PASSES } from "../../../src/network/bridge/bridge-port.js";
import { USUAL_PORT } from "../../../src/cluster/topology/device.js";
import { BROADCAST_MAC, hashedMac } from "../../../src/network/mac-address.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import { factsOf, wire } from "../../support/wired-world.js";
import type { Wired, WiredDevice, WiredHost } from "../../support/wired-world.js";

const BRIDGE = { kind: "bridge" } as const;
const WAY = ["device-entered", "device-left", "bridge-decided", "packet-ended"] as const;

interface BridgeWish {
  readonly bridge?: WiredDevice;
  readonly port?: Readonly<Record<string, Partial<typeof USUAL_PORT>>>;
  readonly host?: Partial<WiredHost>;
}

/** Three hosts at a bridge of a fourth one. */
function star({ bridge = {}, port = {}, host = {} }: BridgeWish = {}): Wired {
  const ends = ["a", "b", "c"] as const;
  const portOf = (name: string): WiredDevice => ({
    master: "br0",
    port: { ...USUAL_PORT, ...port[name] },
  });
  return wire(
    {
      ...Object.fromEntries(
        ends.map((name, index) => [
          name,
          { devices: { eth0: { addresses: [`10.0.0.${index + 1}/24`] } } },
        ]),
      ),
      sw: {
        devices: {
          br0: { link: BRIDGE, ...bridge },
          ...Object.fromEntries(ends.map((name) => [`to-${name}`, portOf(name)])),
        },
        ...host,
      },
    },
    ends.map((name) => `${name}:eth0 sw:to-${name}`),
  );
}

function wayOfFirst(events: readonly TraceEvent[]): readonly string[] {
  const id = events.find(({ kind }) => kind === "packet-created")?.packet;
  return factsOf(
    events.filter(({ packet }) => packet === id),
    [...WAY],
  );
}

describe("a bridge", () => {
  it("learns from question and answer, and forwards by the one port", () => {
    const { send } = star();
    const events = send("a", "10.0.0.2");
    const learned = factsOf(events, ["forwarding-learned"]);
    assert.deepEqual(learned, [
      `sw learned ${hashedMac("a eth0")} to-a`,
      `sw learned ${hashedMac("b eth0")} to-b`,
    ]);
    assert.deepEqual(wayOfFirst(events), [
      "a <- eth0",
      "sw -> to-a",
      "sw br0 forward to-b",
      "sw <- to-b",
      "b -> eth0",
      "b rejected no-socket",
    ]);
  });

  it("floods what it has forgotten after 300 s, the newest port first; the others ignore their copies", () => {
    const { send, world } = star();
    send("a", "10.0.0.2");
    // The hosts have asked each other again, and the bridge has forgotten all the same.
    world.scheduler.advanceTo(301_000_000);
    const neighbours = [...world.stacks.values()].map(({ host }) => host.neighbours);
    for (const entry of neighbours.flatMap((table) => table.all()))
      Object.assign(entry, { state: "REACHABLE", since: 301_000_000 });
    const events = send("a", "10.0.0.2");
    assert.deepEqual(factsOf(events, ["bridge-decided"])[0], "sw br0 flood to-c,to-b");
    assert.ok(factsOf(events, ["packet-ended"]).includes("c dropped not-our-mac"));
    assert.ok(factsOf(events, ["packet-ended"]).includes("b rejected no-socket"));
  });

  it("gives a broadcast to its host and to every port but the one that it came from", () => {
    const { send } = star({ bridge: { addresses: ["10.0.0.100/24"] } });
    const events = send("a", "10.0.0.255");
    assert.equal(factsOf(events, ["bridge-decided"])[0], "sw br0 local-and-flood to-c,to-b");
    assert.equal(events.filter(({ kind }) => kind === "packet-copied").length, 2);
  });

  it("keeps isolated ports apart, and sends nothing back without hairpin mode", () => {
    const isolated = star({ port: { a: { isolated: true }, b: { isolated: true } } });
    assert.deepEqual(
      factsOf(isolated.send("a", "10.0.0.2"), ["packet-ended"])[0],
      "a lost no-neighbour",
    );
    assert.deepEqual(
      factsOf(isolated.send("a", "10.0.0.3"), ["packet-ended"])[0],
      "c rejected no-socket",
    );
  });

  it("does not learn behind a port with learning off, and so floods", () => {
    const { send } = star({ port: { b: { learning: false } } });
    const events = send("a", "10.0.0.2");
    assert.equal(factsOf(events, ["bridge-decided"])[0], "sw br0 flood to-c,to-b");
  });

  it("sends what is for a fixed entry by its port", () => {
    const { send } = star({
      port: { b: { learning: false } },
      host: {
        forwardings: [{ mac: hashedMac("b eth0"), device: "to-b", destination: null }],
      },
    });
    assert.equal(factsOf(send("a", "10.0.0.2"), ["bridge-decided"])[0], "sw br0 forward to-b");
  });

  it("answers for its own address, and gives up what is for its own hardware address", () => {
    const { send } = star({ bridge: { addresses: ["10.0.0.100/24"] } });
    assert.deepEqual(wayOfFirst(send("a", "10.0.0.100")), [
      "a <- eth0",
      "sw -> to-a",
      "sw br0 local",
      "sw -> br0",
      "sw rejected no-socket",
    ]);
  });

  it("carries what its host sends", () => {
    const { send } = star({ bridge: { addresses: ["10.0.0.100/24"] } });
    assert.deepEqual(wayOfFirst(send("sw", "10.0.0.2")), [
      "sw <- br0",
      "sw br0 forward to-b",
      "sw <- to-b",
      "b -> eth0",
      "b rejected no-socket",
    ]);
  });

  it("that is promiscuous hears what is for others, and its host ignores that", () => {
    const { send } = star({ bridge: { promiscuous: true } });
    const facts = factsOf(send("a", "10.0.0.2"), ["bridge-decided", "packet-ended"]);
    assert.equal(facts[0], "sw br0 local-and-flood to-b");
    assert.ok(facts.includes("sw dropped not-our-mac"));
    assert.ok(facts.includes("b rejected no-socket"));
  });

  it("that is down carries nothing", () => {
    const wired = star();
    wired.send("a", "10.0.0.2");
    wired.change("sw", "br0", { up: false });
    assert.deepEqual(factsOf(wired.send("a", "10.0.0.2"), ["packet-ended"]), [
      "sw dropped device-down",
    ]);
  });
});

describe("a loop of bridges", () => {
  const looped = (): Wired =>
    wire(
      {
        a: { devices: { eth0: { addresses: ["10.0.0.1/24"] } } },
        left: {
          devices: {
            br0: { link: BRIDGE },
            in: { master: "br0" },
            x: { master: "br0" },
            y: { master: "br0" },
          },
        },
        right: { devices: { br0: { link: BRIDGE }, x: { master: "br0" }, y: { master: "br0" } } },
      },
      ["a:eth0 left:in", "left:x right:x", "left:y right:y"],
    );

  it("ends after a bounded number of copies, and says why", () => {
    const { send } = looped();
    const packet: Partial<Packet> = { destination: address("10.0.0.255") };
    const events = send("a", "10.0.0.255", packet);
    const decided = factsOf(events, ["bridge-decided"]);
    assert.ok(decided.length <= MOST_PASSES);
    const ended = factsOf(events, ["packet-ended"]);
    assert.ok(ended.some((fact) => fact.endsWith("dropped bridge-loop")));
    const created = events.filter(({ kind }) => kind === "packet-created").length;
    assert.equal(ended.length, created);
  });

  it("does not hang a question", () => {
    const { send } = looped();
    assert.equal(factsOf(send("a", "10.0.0.9"), ["neighbour-asked"]).length, 3);
    assert.equal(BROADCAST_MAC, "ff:ff:ff:ff:ff:ff");
  });
});
