import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import { LOOPBACK_DEVICE, device } from "../../src/network/device.js";
import type { Device } from "../../src/network/device.js";
import { createHost } from "../../src/network/host.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { namespace } from "../../src/network/namespace.js";
import { mainTables } from "../../src/network/network.js";
import type { PassResult } from "../../src/network/pass/pass-result.js";
import { receiveLooped, receivePacket } from "../../src/network/pass/receive.js";
import { sendPacket } from "../../src/network/pass/send.js";
import { route } from "../../src/network/route.js";
import { FORWARDING } from "../../src/network/sysctl.js";
import { NO_PAYLOAD } from "../../src/packet/packet.js";
import type { Packet } from "../../src/packet/packet.js";
import type { EventBody } from "../../src/trace/event/event.js";
import { namespaceId } from "../../src/trace/id.js";

const [LEFT, RIGHT] = [address("10.1.0.9"), address("10.2.0.9")];
const MAC = hashedMac("right");

function linked(name: string, own: string): Device {
  const addresses = [{ address: address(own), length: 24 }];
  return device({ name, mac: hashedMac(name), addresses, segment: `link/${name}` });
}

function hostWith(forwarding: boolean): ReturnType<typeof createHost> {
  const router = namespace({
    id: namespaceId("node/router"),
    kind: "node" as const,
    name: "router",
    devices: [LOOPBACK_DEVICE, linked("left", "10.1.0.1"), linked("right", "10.2.0.1")],
    routes: mainTables([
      route({ destination: prefix("10.1.0.0/24"), device: "left", protocol: "kernel" }),
      route({ destination: prefix("10.2.0.0/24"), device: "right", protocol: "kernel" }),
    ]),
    sysctls: forwarding ? FORWARDING : {},
  });
  return createHost(router, new Map([["link/right", new Map([[RIGHT, MAC]])]]), null);
}

function datagram(fields: Partial<Packet>): Packet {
  return {
    family: "ipv4",
    source: LEFT,
    destination: RIGHT,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport: { protocol: "udp", sourcePort: 1000, destinationPort: 53, payload: NO_PAYLOAD },
    ...fields,
  };
}

function receive(
  packet: Packet,
  forwarding = true,
): { readonly result: PassResult; readonly kinds: readonly string[]; readonly end: string | null } {
  const events: EventBody[] = [];
  const context = {
    host: hostWith(forwarding),
    now: 0,
    emit: (body: EventBody): void => void events.push(body),
  };
  const result = receivePacket(packet, { device: "left", segment: "link/left" }, context);
  const end = events.find((event) => event.kind === "packet-ended");
  return {
    result,
    kinds: events.map(({ kind }) => kind),
    end: end === undefined ? null : `${end.disposition} ${end.reason.kind}`,
  };
}

describe("a packet's pass through a namespace", () => {
  it("goes on with a lower TTL and the next hop's hardware address", () => {
    const { result, kinds } = receive(datagram({}));
    assert.ok(result.kind === "transmitted");
    assert.equal(result.frame.packet.ttl, 63);
    assert.equal(result.frame.destination, MAC);
    assert.equal(result.frame.source, hashedMac("right"));
    assert.deepEqual(kinds, [
      "device-entered",
      "route-chosen",
      "ttl-decremented",
      "neighbour-found",
      "device-left",
    ]);
  });

  it("is delivered where the address is the host's own, on whichever device", () => {
    assert.equal(receive(datagram({ destination: address("10.2.0.1") })).result.kind, "delivered");
  });

  it("ends at TTL 1, and its sender hears from the address on its own side", () => {
    const { result, end } = receive(datagram({ ttl: 1 }));
    assert.equal(end, "expired ttl");
    assert.ok(result.kind === "stopped" && result.answer !== null);
    const { source, destination, transport } = result.answer.packet;
    assert.deepEqual([source, destination], ["10.1.0.1", LEFT]);
    assert.ok(transport.protocol === "icmp");
    assert.deepEqual([transport.type, transport.code, transport.quoted?.ttl], [11, 0, 1]);
  });

  it("ends without a route, with net unreachable", () => {
    const { result, end } = receive(datagram({ destination: address("9.9.9.9") }));
    assert.equal(end, "unroutable no-route");
    assert.ok(result.kind === "stopped" && result.answer?.packet.transport.protocol === "icmp");
    assert.equal(result.answer.packet.transport.code, 0);
  });

  it("answers no error with an error", () => {
    const error = {
      protocol: "icmp",
      type: 3,
      code: 3,
      identifier: null,
      sequence: null,
      mtu: null,
      gateway: null,
      quoted: datagram({}),
      payload: NO_PAYLOAD,
    } as const;
    const { result } = receive(datagram({ destination: address("9.9.9.9"), transport: error }));
    assert.ok(result.kind === "stopped" && result.answer === null);
  });

  it("ends in silence where the host does not forward, or the neighbour is unknown", () => {
    const notForwarded = receive(datagram({}), false);
    assert.equal(notForwarded.end, "dropped not-for-us");
    const unknown = receive(datagram({ destination: address("10.2.0.77") }));
    assert.equal(unknown.end, "lost no-neighbour");
    for (const { result } of [notForwarded, unknown]) {
      assert.ok(result.kind === "stopped" && result.answer === null);
    }
  });

  it("travels over lo to the host's own addresses, without a second routing decision", () => {
    const events: EventBody[] = [];
    const context = {
      host: hostWith(false),
      now: 0,
      emit: (body: EventBody): void => void events.push(body),
    };
    const own = address("10.2.0.1");
    const sent = sendPacket(datagram({ source: own, destination: own }), null, context);
    assert.ok(sent.kind === "looped");
    assert.equal(receiveLooped(sent.buffer, context).kind, "delivered");
    const routes = events.filter((event) => event.kind === "route-chosen");
    assert.equal(routes.length, 1);
    assert.equal(routes[0]?.device, "lo");
  });
});
