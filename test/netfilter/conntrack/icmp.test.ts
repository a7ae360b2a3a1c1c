import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { readSave } from "../../../src/netfilter/iptables/read-save.js";
import { runHook } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { TestHost } from "../fixture.js";
import { TRACKING, datagram, forwarded, icmp, table, testHost } from "../fixture.js";

function state(host: TestHost, packet: Packet): string | undefined {
  return forwarded(host, packet, "cni0", "eth0").buffer.connection?.state;
}

function identifierOf(packet: Packet): number | null {
  return packet.transport.protocol === "icmp" ? packet.transport.identifier : null;
}

describe("an ICMP exchange in conntrack", () => {
  it("is one for each identifier", () => {
    const host = testHost(TRACKING);
    const ping = (identifier: number): Packet =>
      icmp("10.1.0.2", "10.2.0.2", { type: 8, identifier });
    const pong = (identifier: number): Packet =>
      icmp("10.2.0.2", "10.1.0.2", { type: 0, identifier });
    assert.equal(state(host, ping(1)), "NEW");
    assert.equal(state(host, ping(2)), "NEW");
    assert.equal(state(host, pong(1)), "ESTABLISHED");
    assert.equal(state(host, ping(1)), "ESTABLISHED");
    assert.equal(state(host, ping(2)), "NEW");
    assert.equal(state(host, pong(3)), "INVALID");
    assert.equal(host.conntrack.list().length, 2);
  });

  it("gets another identifier behind MASQUERADE where its own is taken, and its own back", () => {
    const host = testHost(table("nat", "-A POSTROUTING -j MASQUERADE"));
    const ping = (from: string): Packet =>
      forwarded(host, icmp(from, "10.9.0.9", { type: 8, identifier: 7 }), "cni0", "eth0").buffer
        .packet;
    assert.equal(identifierOf(ping("10.1.0.2")), 7);
    const second = ping("10.1.0.3");
    const changed = identifierOf(second);
    assert.notEqual(changed, 7);
    const pong = icmp("10.9.0.9", "10.0.0.1", { type: 0, identifier: changed });
    const back = forwarded(host, pong, "eth0", "cni0").buffer.packet;
    assert.deepEqual([back.destination, identifierOf(back)], ["10.1.0.3", 7]);
  });

  it("is answered by an error only where that goes to its sender", () => {
    const host = testHost(TRACKING);
    const sent = datagram("10.1.0.2:40000", "10.2.0.2:80");
    state(host, sent);
    const about = (to: string): Packet => icmp("10.2.0.1", to, { type: 3, code: 3, quoted: sent });
    assert.equal(state(host, about("10.1.0.2")), "RELATED");
    assert.equal(state(host, about("10.1.0.9")), "INVALID");
  });

  it("does not begin with what neighbours of IPv6 tell each other", () => {
    const text = "*filter\n:INPUT ACCEPT\n-A INPUT -m conntrack --ctstate NEW -j ACCEPT\nCOMMIT\n";
    const host = testHost(TRACKING);
    host.ruleSets = { ...host.ruleSets, ipv6: readSave({ name: "test", text }, "ipv6").ruleSet };
    const solicitation = icmp("10.1.0.2", "10.2.0.2", { type: 135, identifier: null });
    const packet: Packet = {
      ...solicitation,
      family: "ipv6",
      source: address("fe80::1"),
      destination: address("ff02::1:ff00:2"),
    };
    const result = runHook("PREROUTING", socketBuffer(packet, "eth0", null), host);
    assert.equal(result.buffer.connection?.state, "UNTRACKED");
  });

  it("about a translated connection is no redirect that may pass", () => {
    const host = testHost(table("nat", "-A PREROUTING -p udp -j DNAT --to-destination 10.3.0.3"));
    const { buffer } = forwarded(host, datagram("10.1.0.2:40000", "10.96.0.10:53"), "cni0", "eth0");
    const redirect = icmp("10.0.0.1", "10.1.0.2", { type: 5, code: 1, quoted: buffer.packet });
    const attached = {
      id: buffer.connection?.id ?? null,
      state: "RELATED",
      direction: "reply",
    } as const;
    const made = { ...socketBuffer(redirect, null, "cni0"), connection: attached };
    const result = runHook("OUTPUT", made, host);
    assert.deepEqual([result.verdict, result.stop], ["drop", "redirect-not-translated"]);
  });
});
