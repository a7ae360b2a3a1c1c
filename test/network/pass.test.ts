import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import { decideOutput } from "../../src/network/fib/decide-output.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { heedError } from "../../src/network/pass/heed-error.js";
import type { PassResult } from "../../src/network/pass/pass-result.js";
import { receiveIp, receiveLooped } from "../../src/network/pass/receive.js";
import { sendPacket } from "../../src/network/pass/send.js";
import { everything, route } from "../../src/network/route.js";
import { FORWARDING } from "../../src/network/sysctl.js";
import type { IcmpMessage, Packet } from "../../src/packet/packet.js";
import { datagram, endsOf, listen, testHost } from "./fixture.js";
import type { TestHost, Told } from "./fixture.js";

const [LEFT, RIGHT] = ["10.1.0.9", "10.2.0.9"];
const MAC = hashedMac("right's neighbour");
const ROUTER: TestHost = {
  devices: { left: ["10.1.0.1/24"], right: ["10.2.0.1/24"] },
  sysctls: FORWARDING,
};

function received(
  packet: Packet,
  wish: Partial<TestHost> = {},
): { readonly result: PassResult; readonly told: Told } {
  const host = testHost({ ...ROUTER, ...wish });
  for (const neighbour of [RIGHT, "10.2.0.254"]) {
    const question = { address: address(neighbour), device: "right" };
    host.neighbours.set(question, { mac: MAC, state: "REACHABLE", since: 0 });
  }
  const told = listen(host);
  return { result: receiveIp(socketBuffer(packet, "left", null), told.context), told };
}

function answerTo(packet: Packet, wish: Partial<TestHost> = {}): Packet | null {
  const { result } = received(packet, wish);
  return result.kind === "stopped" ? (result.answer?.packet ?? null) : null;
}

function codesOf(packet: Packet | null): readonly [number, number] | null {
  return packet?.transport.protocol === "icmp"
    ? [packet.transport.type, packet.transport.code]
    : null;
}

describe("a packet's pass through a namespace", () => {
  it("goes on with a lower TTL and the next hop's hardware address", () => {
    const { result, told } = received(datagram(LEFT, RIGHT));
    assert.ok(result.kind === "transmitted");
    assert.equal(result.frame.packet.ttl, 63);
    assert.equal(result.frame.destination, MAC);
    assert.equal(result.frame.source, hashedMac("right"));
    assert.deepEqual(
      told.events.map(({ kind }) => kind),
      ["route-chosen", "ttl-decremented", "neighbour-found", "device-left"],
    );
  });

  it("is delivered where the address is the host's own, on whichever device", () => {
    assert.equal(received(datagram(LEFT, "10.2.0.1")).result.kind, "delivered");
  });

  it("ends at TTL 1, and its sender hears from the address on its own side", () => {
    const { result, told } = received(datagram(LEFT, RIGHT, { ttl: 1 }));
    assert.deepEqual(endsOf(told), ["expired ttl"]);
    assert.ok(result.kind === "stopped" && result.answer !== null);
    const { source, destination, transport } = result.answer.packet;
    assert.deepEqual([source, destination], ["10.1.0.1", LEFT]);
    assert.ok(transport.protocol === "icmp");
    assert.deepEqual([transport.type, transport.code, transport.quoted?.ttl], [11, 0, 1]);
  });

  it("ends in silence where its device does not forward, whatever the others do", () => {
    const { told } = received(datagram(LEFT, RIGHT), {
      sysctls: { ...FORWARDING, "net/ipv4/conf/left/forwarding": "0" },
    });
    assert.deepEqual(endsOf(told), ["dropped not-forwarding"]);
    assert.equal(answerTo(datagram(LEFT, "9.9.9.9"), { sysctls: {} }), null);
  });

  it("is told apart by what the route says of it", () => {
    const ending = (kind: "unreachable" | "prohibit" | "blackhole"): Partial<TestHost> => ({
      routes: [route({ kind, destination: prefix("9.0.0.0/8"), device: null, scope: "global" })],
    });
    const packet = datagram(LEFT, "9.9.9.9");
    assert.deepEqual(codesOf(answerTo(packet)), [3, 0]);
    assert.deepEqual(codesOf(answerTo(packet, ending("unreachable"))), [3, 1]);
    assert.deepEqual(codesOf(answerTo(packet, ending("prohibit"))), [3, 13]);
    assert.equal(answerTo(packet, ending("blackhole")), null);
  });

  it("is checked for where it comes from", () => {
    const strict = { sysctls: { ...FORWARDING, "net/ipv4/conf/all/rp_filter": "1" } };
    assert.deepEqual(endsOf(received(datagram("10.2.0.77", RIGHT), strict).told), [
      "dropped reverse-path",
    ]);
    assert.deepEqual(endsOf(received(datagram("10.2.0.1", RIGHT)).told), [
      "dropped martian-source",
    ]);
    assert.deepEqual(endsOf(received(datagram(LEFT, "127.0.0.1")).told), [
      "dropped martian-destination",
    ]);
  });

  it("answers no error with an error, no broadcast, and no later piece", () => {
    const error: IcmpMessage = {
      protocol: "icmp",
      type: 3,
      code: 3,
      identifier: null,
      sequence: null,
      mtu: null,
      gateway: null,
      quoted: datagram(LEFT, RIGHT),
      payload: { kind: "none" },
    };
    assert.equal(answerTo(datagram(LEFT, "9.9.9.9", { transport: error })), null);
    const piece = { identification: 7, offset: 1480, length: 100, more: false };
    assert.equal(answerTo(datagram(LEFT, "9.9.9.9", { fragment: piece })), null);
    assert.notEqual(
      answerTo(datagram(LEFT, "9.9.9.9", { fragment: { ...piece, offset: 0 } })),
      null,
    );
  });

  it("travels over lo to the host's own addresses, without a second routing decision", () => {
    const told = listen(testHost(ROUTER));
    const sent = sendPacket(datagram("10.2.0.1", "10.2.0.1"), null, told.context);
    assert.ok(sent.kind === "looped");
    assert.equal(receiveLooped(sent.buffer, told.context).kind, "delivered");
    const routes = told.events.filter((event) => event.kind === "route-chosen");
    assert.equal(routes.length, 1);
    assert.equal(routes[0]?.device, "lo");
  });
});

describe("a packet that is too long for its way", () => {
  const narrow: Partial<TestHost> = { changed: { right: { mtu: 1400 } } };
  const long = datagram(LEFT, RIGHT, { bytes: 2000 });

  it("is cut after POSTROUTING where it may be, and each piece goes on as a packet of its own", () => {
    const { result, told } = received(long, narrow);
    assert.ok(result.kind === "several");
    const pieces = result.parts.map((part) => {
      assert.ok(part.result.kind === "transmitted");
      const { fragment } = part.result.frame.packet;
      return [fragment?.offset, fragment?.length, fragment?.more];
    });
    // 1376 is the greatest multiple of eight that fits behind 20 bytes of header in 1400.
    assert.deepEqual(pieces, [
      [0, 1376, true],
      [1376, 632, false],
    ]);
    assert.deepEqual(endsOf(told), ["consumed fragmented"]);
  });

  it("is refused where it may not, and the sender hears the length before FORWARD", () => {
    const answer = answerTo({ ...long, dontFragment: true }, narrow);
    assert.deepEqual(codesOf(answer), [3, 4]);
    assert.ok(answer?.transport.protocol === "icmp");
    assert.equal(answer.transport.mtu, 1400);
    assert.equal(answer.transport.quoted?.ttl, 64);
  });

  it("is put together where the host itself is meant, in whichever order the pieces come", () => {
    const host = testHost(ROUTER);
    const told = listen(host);
    const piece = (offset: number, length: number, more: boolean): Packet =>
      datagram(LEFT, "10.1.0.1", {
        bytes: 2000,
        fragment: { identification: 7, offset, length, more },
      });
    const take = (packet: Packet): PassResult =>
      receiveIp(socketBuffer(packet, "left", null), told.context.born(packet, "kernel"));
    assert.deepEqual(take(piece(1480, 528, false)), { kind: "several", parts: [] });
    const whole = take(piece(0, 1480, true));
    assert.ok(whole.kind === "several");
    const [part] = whole.parts;
    assert.ok(part?.result.kind === "delivered");
    assert.equal(part.result.buffer.packet.fragment, null);
    assert.deepEqual(endsOf(told), ["consumed reassembled", "consumed reassembled"]);
  });

  it("teaches its sender a path MTU", () => {
    const host = testHost({
      devices: { eth0: ["10.1.0.9/24"] },
      routes: [
        route({ destination: prefix("10.2.0.0/24"), gateway: address("10.1.0.1"), device: "eth0" }),
      ],
    });
    const sent = { ...long, dontFragment: true };
    const error = answerTo(sent, narrow);
    assert.ok(error !== null);
    heedError(socketBuffer(error, "eth0", null), listen(host).context);
    assert.equal(host.learned.mtu(address(RIGHT), 1), 1400);
    assert.equal(host.learned.mtu(address(RIGHT), 601_000_000), null);
  });
});

describe("a packet that leaves by the device it came in by", () => {
  const gateway = address("10.1.0.254");
  const back: Partial<TestHost> = {
    routes: [route({ destination: prefix("10.9.0.0/16"), gateway, device: "left" })],
  };
  const redirectsOf = ({ events }: Told): readonly Packet[] =>
    events.flatMap((event) => {
      if (event.kind !== "packet-created" || event.headers.transport.protocol !== "icmp") return [];
      return event.headers.transport.type === 5 ? [event.headers] : [];
    });

  it("is told of with a redirect to its sender, which names the next hop", () => {
    const [redirect] = redirectsOf(received(datagram(LEFT, "10.9.0.1"), back).told);
    assert.ok(redirect?.transport.protocol === "icmp");
    assert.deepEqual([redirect.source, redirect.destination], ["10.1.0.1", LEFT]);
    assert.deepEqual([redirect.transport.code, redirect.transport.gateway], [1, gateway]);
    assert.equal(redirect.transport.quoted?.ttl, 63);
  });

  it("is not told of where no device sends redirects, or the sender is behind another router", () => {
    const off = {
      "net/ipv4/conf/all/send_redirects": "0",
      "net/ipv4/conf/left/send_redirects": "0",
    };
    const silent = { ...back, sysctls: { ...FORWARDING, ...off } };
    assert.deepEqual(redirectsOf(received(datagram(LEFT, "10.9.0.1"), silent).told), []);
    assert.deepEqual(redirectsOf(received(datagram("10.9.0.7", "10.9.0.1"), back).told), []);
  });

  it("takes the better way the next time, where the host accepts redirects", () => {
    const [redirect] = redirectsOf(received(datagram(LEFT, "10.9.0.1"), back).told);
    assert.ok(redirect !== undefined);
    const nextHops = (sysctls: Readonly<Record<string, string>>): readonly (string | null)[] => {
      const host = testHost({
        devices: { eth0: ["10.1.0.9/24"] },
        routes: [
          route({ destination: everything("ipv4"), gateway: address("10.1.0.1"), device: "eth0" }),
        ],
        sysctls,
      });
      // A next hop that is not known yet would only be asked for.
      const neighbour = { mac: MAC, state: "REACHABLE", since: 0 } as const;
      host.neighbours.set({ address: gateway, device: "eth0" }, neighbour);
      heedError(socketBuffer(redirect, "eth0", null), listen(host).context);
      return ["10.9.0.1", "10.9.0.2"].map((text) => {
        const decision = decideOutput(host, { destination: address(text) });
        return decision.kind === "route" ? decision.route.gateway : null;
      });
    };
    assert.deepEqual(nextHops({}), ["10.1.0.254", "10.1.0.1"]);
    assert.deepEqual(nextHops(FORWARDING), ["10.1.0.1", "10.1.0.1"]);
  });
});
