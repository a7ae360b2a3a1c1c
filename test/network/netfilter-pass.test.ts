import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import { createRandom } from "../../src/base/random.js";
import { createIpvs } from "../../src/netfilter/ipvs/ipvs.js";
import { createConntrack } from "../../src/netfilter/conntrack/conntrack.js";
import { emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { NO_NFTABLES } from "../../src/netfilter/nftables/model/nftables.js";
import { NO_SETS } from "../../src/netfilter/ipset/ip-set.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { HostNetfilter } from "../../src/network/host.js";
import { hashedMac } from "../../src/network/mac-address.js";
import type { PassResult } from "../../src/network/pass/pass-result.js";
import { receiveIp } from "../../src/network/pass/receive.js";
import { sendPacket } from "../../src/network/pass/send.js";
import { route } from "../../src/network/route.js";
import { FORWARDING } from "../../src/network/sysctl.js";
import type { Packet } from "../../src/packet/packet.js";
import { rules, table } from "../netfilter/fixture.js";
import { datagram, endsOf, listen, testHost, testRule } from "./fixture.js";
import type { TestHost, Told } from "./fixture.js";

function netfilter(dump: string): HostNetfilter {
  return {
    ruleSets: { ipv4: rules(dump), ipv6: emptyRuleSet("ipv6") },
    nftables: NO_NFTABLES,
    conntrack: createConntrack(),
    ipvs: createIpvs(),
    sets: NO_SETS,
    random: createRandom(1),
  };
}

const NETWORKS: TestHost = {
  devices: { left: ["10.1.0.1/24"], right: ["10.2.0.1/24"], third: ["10.3.0.1/24"] },
  sysctls: FORWARDING,
};

describe("pieces of a packet on a host that tracks connections", () => {
  it("are put together before the first table, and cut again no longer than they came", () => {
    const masquerade = table("nat", "-A POSTROUTING -o right -j MASQUERADE");
    const host = testHost({ ...NETWORKS, netfilter: netfilter(masquerade) });
    const neighbour = { mac: hashedMac("neighbour"), state: "REACHABLE", since: 0 } as const;
    host.neighbours.set({ address: address("10.2.0.9"), device: "right" }, neighbour);
    const told = listen(host);
    const take = (offset: number, length: number, more: boolean): PassResult => {
      const fragment = { identification: 9, offset, length, more };
      const packet = datagram("10.1.0.9", "10.2.0.9", { bytes: 2000, fragment });
      return receiveIp(socketBuffer(packet, "left", null), told.context.born(packet, "test"));
    };
    take(0, 1000, true);
    const kinds = new Set(told.events.map(({ kind }) => kind));
    assert.ok(!kinds.has("hook-entered"), "a piece alone is seen by no table");
    const whole = take(1000, 1008, false);
    assert.ok(whole.kind === "several" && whole.parts[0]?.result.kind === "several");
    const pieces = whole.parts[0].result.parts.map(({ result }) => {
      assert.ok(result.kind === "transmitted");
      const { source, fragment } = result.frame.packet;
      return `${source} ${fragment?.offset ?? -1}+${fragment?.length ?? -1}`;
    });
    assert.deepEqual(pieces, ["10.2.0.1 0+1008", "10.2.0.1 1008+1000"]);
    assert.deepEqual(endsOf(told), [
      "consumed reassembled",
      "consumed reassembled",
      "consumed fragmented",
    ]);
  });
});

describe("a packet of the host's own, changed in OUTPUT", () => {
  const ways: Partial<TestHost> = {
    routes: [
      route({
        destination: prefix("10.9.0.0/16"),
        gateway: address("10.2.0.254"),
        device: "right",
      }),
      route({
        destination: prefix("0.0.0.0/0"),
        gateway: address("10.3.0.254"),
        device: "third",
        table: "100",
      }),
    ],
    rules: [
      testRule({
        priority: 100,
        mark: { value: 1, mask: 0xffff_ffff },
        action: { kind: "table", table: "100" },
      }),
    ],
  };
  const sent = (
    dump: string,
    packet: Packet,
  ): { readonly told: Told; readonly result: PassResult } => {
    const told = listen(testHost({ ...NETWORKS, ...ways, netfilter: netfilter(dump) }));
    return { told, result: sendPacket(packet, null, told.context) };
  };
  const waysOf = ({ events }: Told): readonly (string | null)[] =>
    events.flatMap((event) => (event.kind === "route-chosen" ? [event.device] : []));
  const outputsOf = ({ events }: Told): readonly string[] =>
    events.flatMap((event) =>
      event.kind === "hook-entered" ? [`${event.hook} ${event.output ?? "-"}`] : [],
    );
  const packet = datagram("10.2.0.1", "10.9.0.1");

  it("takes another way for a mark that mangle sets, not for one that raw or filter set", () => {
    const marking = (name: "raw" | "mangle" | "filter"): Told =>
      sent(table(name, "-A OUTPUT -j MARK --set-xmark 0x1/0xffffffff"), packet).told;
    assert.deepEqual(waysOf(marking("mangle")), ["right", "third"]);
    assert.deepEqual(outputsOf(marking("mangle")), ["OUTPUT right", "POSTROUTING third"]);
    assert.deepEqual(waysOf(marking("raw")), ["right"]);
    assert.deepEqual(waysOf(marking("filter")), ["right"]);
  });

  it("ends inside nat OUTPUT where its new destination has no route", () => {
    const { told, result } = sent(
      table("nat", "-A OUTPUT -p udp -j DNAT --to-destination 99.0.0.1"),
      packet,
    );
    assert.deepEqual(endsOf(told), ["dropped reroute-failed"]);
    assert.deepEqual(outputsOf(told), ["OUTPUT right"]);
    assert.ok(result.kind === "stopped" && result.answer === null);
  });

  it("stays inside with a loopback address, unless the device lets it out", () => {
    const dump = table("nat", "-A OUTPUT -p udp -j DNAT --to-destination 10.2.0.9");
    const own = datagram("127.0.0.1", "127.0.0.1");
    assert.deepEqual(endsOf(sent(dump, own).told), ["dropped reroute-failed"]);
    const open = { "net/ipv4/conf/all/route_localnet": "1" };
    const told = listen(testHost({ ...NETWORKS, sysctls: open, netfilter: netfilter(dump) }));
    sendPacket(own, null, told.context);
    assert.deepEqual(waysOf(told), ["lo", "right"]);
  });
});
