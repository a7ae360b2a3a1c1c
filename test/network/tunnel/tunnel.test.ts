import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { prefix } from "../../../src/base/prefix.js";
import type { DeviceLink } from "../../../src/cluster/topology/device.js";
import type { MacAddress } from "../../../src/packet/frame.js";
import { packetLength } from "../../../src/packet/packet-length.js";
import { route } from "../../../src/network/route.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import { factsOf, wire } from "../../support/wired-world.js";
import type { Wired, WiredHost } from "../../support/wired-world.js";

const FORWARDS = { "net/ipv4/ip_forward": "1" } as const;
const WAY = [
  "device-entered",
  "device-left",
  "packet-encapsulated",
  "packet-decapsulated",
  "packet-ended",
] as const;

function vxlan(own: string, fields: Partial<DeviceLink & { kind: "vxlan" }> = {}): DeviceLink {
  return {
    kind: "vxlan",
    vni: 1,
    local: address(own),
    port: 8472,
    lower: "eth0",
    learning: false,
    ...fields,
  };
}

// Two nodes as flannel sets them up: fixed entries for the other node's tunnel device.
function flannel(second: Partial<DeviceLink & { kind: "vxlan" }> = {}): Wired {
  const macs = ["0a:00:00:00:01:01", "0a:00:00:00:02:02"] as MacAddress[];
  const node = (own: 1 | 2, other: 1 | 2): WiredHost => ({
    devices: {
      eth0: { addresses: [`192.168.0.${own}/24`] },
      pod0: { addresses: [`10.244.${own}.1/24`] },
      "flannel.1": {
        link: vxlan(`192.168.0.${own}`, own === 2 ? second : {}),
        mac: macs[own - 1] ?? ("" as MacAddress),
        addresses: [`10.244.${own}.0/32`],
        mtu: 1450,
      },
    },
    routes: [
      route({
        destination: prefix(`10.244.${other}.0/24`),
        gateway: address(`10.244.${other}.0`),
        device: "flannel.1",
        onlink: true,
      }),
    ],
    sysctls: FORWARDS,
    neighbours: [
      { address: address(`10.244.${other}.0`), device: "flannel.1", mac: macs[other - 1] ?? "" },
    ],
    forwardings: [
      {
        mac: macs[other - 1] ?? "",
        device: "flannel.1",
        destination: address(`192.168.0.${other}`),
      },
    ],
  });
  const pod = (own: 1 | 2): WiredHost => ({
    devices: { eth0: { addresses: [`10.244.${own}.2/24`] } },
    routes: [`default via 10.244.${own}.1`],
  });
  return wire({ n1: node(1, 2), n2: node(2, 1), p1: pod(1), p2: pod(2) }, [
    "n1:eth0 n2:eth0",
    "p1:eth0 n1:pod0",
    "p2:eth0 n2:pod0",
  ]);
}

function outerOf(events: readonly TraceEvent[]): TraceEvent & { readonly kind: "packet-created" } {
  const put = events.find(({ kind }) => kind === "packet-encapsulated");
  assert.ok(put?.kind === "packet-encapsulated");
  const made = events.find(({ kind, packet }) => kind === "packet-created" && packet === put.outer);
  assert.ok(made?.kind === "packet-created");
  return made;
}

function wayOf(events: readonly TraceEvent[], id: TraceEvent["packet"]): readonly string[] {
  return factsOf(
    events.filter(({ packet }) => packet === id),
    [...WAY],
  );
}

describe("a VXLAN tunnel", () => {
  it("carries a frame in a datagram of the node's own, and gives it out at the other end", () => {
    const events = flannel().send("p1", "10.244.2.2");
    assert.deepEqual(wayOf(events, events[0]?.packet ?? null), [
      "p1 <- eth0",
      "n1 -> pod0",
      "n1 <- flannel.1",
      "n1 packet-encapsulated",
      "n2 packet-decapsulated",
      "n2 -> flannel.1",
      "n2 <- pod0",
      "p2 -> eth0",
      "p2 rejected no-socket",
    ]);
    const outer = outerOf(events);
    assert.deepEqual(wayOf(events, outer.packet), [
      "n1 <- eth0",
      "n2 -> eth0",
      "n2 consumed decapsulated",
    ]);
    const { source, destination, ttl, transport } = outer.headers;
    assert.deepEqual([source, destination, ttl], ["192.168.0.1", "192.168.0.2", 64]);
    assert.ok(transport.protocol === "udp" && transport.destinationPort === 8472);
    assert.ok(transport.sourcePort >= 32_768 && transport.sourcePort < 61_000);
    // The inner packet, an Ethernet header, VXLAN's, UDP's and IP's.
    const first = events[0];
    assert.ok(first?.kind === "packet-created");
    assert.equal(packetLength(outer.headers), packetLength(first.headers) + 50);
  });

  it("gives all packets of a flow one source port", () => {
    const { send } = flannel();
    const ports = [1, 2].map(() => {
      const { transport } = outerOf(send("p1", "10.244.2.2")).headers;
      return transport.protocol === "udp" ? transport.sourcePort : 0;
    });
    assert.equal(ports[0], ports[1]);
  });

  it("loses what it carries with a datagram of another network's number", () => {
    const events = flannel({ vni: 2 }).send("p1", "10.244.2.2");
    const ended = factsOf(events, ["packet-ended"]);
    assert.deepEqual(ended, ["n2 dropped no-tunnel-end", "n2 lost outer-lost"]);
  });

  it("answers with a closed port where no device listens there", () => {
    const events = flannel({ port: 4789 }).send("p1", "10.244.2.2");
    const ended = factsOf(events, ["packet-ended"]);
    assert.deepEqual(ended.slice(0, 2), ["n2 rejected no-socket", "n2 lost outer-lost"]);
  });

  it("loses what it carries on a cut cable", () => {
    const { world, send } = flannel();
    send("p1", "10.244.2.2");
    world.links.setLoss("n1:eth0 n2:eth0", 1);
    const ended = factsOf(send("p1", "10.244.2.2"), ["packet-ended"]);
    assert.deepEqual(ended, ["n1 lost lost-on-link", "n1 lost outer-lost"]);
  });

  it("knows no end for an address that it has no entry for", () => {
    const { send, stack } = flannel();
    stack("n1").host.neighbours.set(
      { address: address("10.244.2.0"), device: "flannel.1" },
      { mac: "0a:00:00:00:09:09" as MacAddress, state: "PERMANENT", since: 0 },
    );
    const ended = factsOf(send("p1", "10.244.2.2"), ["packet-ended"]);
    assert.deepEqual(ended, ["n1 lost no-tunnel-end"]);
  });

  it("asks by its flooding entry, and learns behind which end the answer came from", () => {
    const host = (own: 1 | 2, other: 1 | 2): WiredHost => ({
      devices: {
        eth0: { addresses: [`192.168.0.${own}/24`] },
        vx0: {
          link: vxlan(`192.168.0.${own}`, { learning: true, port: 4789 }),
          addresses: [`10.0.0.${own}/24`],
        },
      },
      forwardings: [
        { mac: "00:00:00:00:00:00", device: "vx0", destination: address(`192.168.0.${other}`) },
      ],
    });
    const { send } = wire({ a: host(1, 2), b: host(2, 1) }, ["a:eth0 b:eth0"]);
    const events = send("a", "10.0.0.2");
    const learned = factsOf(events, ["forwarding-learned"]).map((fact) =>
      fact.replace(/[0-9a-f:]{17}/, "MAC"),
    );
    assert.deepEqual(learned, ["b learned MAC vx0 192.168.0.1", "a learned MAC vx0 192.168.0.2"]);
    assert.ok(factsOf(events, ["packet-ended"]).includes("b rejected no-socket"));
  });
});

describe("an IP tunnel", () => {
  const tunnelled = (
    kind: "ipip" | "gre",
    ends: readonly [string | null, string | null] = [null, null],
  ): Wired => {
    const host = (own: 1 | 2, other: 1 | 2): WiredHost => ({
      devices: {
        eth0: { addresses: [`192.168.0.${own}/24`] },
        tunl0: {
          link: {
            kind,
            local: own === 2 && ends[0] !== null ? address(ends[0]) : null,
            remote: own === 2 && ends[1] !== null ? address(ends[1]) : null,
          },
          addresses: [`10.244.${own}.0/32`],
          mtu: 1480,
        },
      },
      // As calico's bird writes it.
      routes: [
        route({
          destination: prefix(`10.244.${other}.0/24`),
          gateway: address(`192.168.0.${other}`),
          device: "tunl0",
          onlink: true,
        }),
      ],
    });
    return wire({ a: host(1, 2), b: host(2, 1) }, ["a:eth0 b:eth0"]);
  };

  for (const kind of ["ipip", "gre"] as const) {
    it(`carries a packet in another one, with the inner TTL: ${kind}`, () => {
      const events = tunnelled(kind).send("a", "10.244.2.0", {
        source: address("10.244.1.0"),
        ttl: 9,
      });
      const outer = outerOf(events);
      const { source, destination, ttl, transport } = outer.headers;
      assert.deepEqual(
        [source, destination, ttl, transport.protocol],
        ["192.168.0.1", "192.168.0.2", 9, kind],
      );
      assert.deepEqual(wayOf(events, events[0]?.packet ?? null), [
        "a <- tunl0",
        "a packet-encapsulated",
        "b packet-decapsulated",
        "b -> tunl0",
        "b rejected no-socket",
      ]);
    });
  }

  it("is refused where no device takes it, and what it carries is lost", () => {
    const events = tunnelled("ipip", ["192.168.0.2", "192.168.0.77"]).send("a", "10.244.2.0");
    assert.deepEqual(factsOf(events, ["packet-ended"]).slice(0, 2), [
      "b rejected no-protocol",
      "b lost outer-lost",
    ]);
  });
});
