import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Diagnostic, Report } from "../../../src/base/diagnostic.js";
import { bridgeFdbOf, readBridgeFdb } from "../../../src/cluster/topology/read-fdb.js";
import { ipNeighbourOf, readIpNeighbour } from "../../../src/cluster/topology/read-neighbour.js";
import {
  ipRouteOf,
  readIpRoute,
  readRouteTarget,
} from "../../../src/cluster/topology/read-route.js";
import { ipRuleOf, readIpRule } from "../../../src/cluster/topology/read-rule.js";
import { sysctlPath } from "../../../src/cluster/topology/sysctl-name.js";
import { splitWords } from "../../../src/cluster/topology/tool-word.js";
import type { ToolWord } from "../../../src/cluster/topology/tool-word.js";

type Reader = (words: readonly ToolWord[], report: Report) => unknown;

/** The mistakes in a command line: `code "marked text"`. */
function mistakes(text: string, read: Reader): readonly string[] {
  const found: Diagnostic[] = [];
  const value = read(splitWords(text, "test"), (diagnostic) => found.push(diagnostic));
  assert.equal(value === null, found.length > 0, "a value or mistakes");
  return found.map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
}

function withoutPlace(value: object): unknown {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "span"));
}

describe("the words of ip route", () => {
  it("say where a route leads", () => {
    assert.deepEqual(withoutPlace(ipRouteOf("10.1.0.0/16 via 10.0.0.2")), {
      kind: "unicast",
      destination: { family: "ipv4", base: "10.1.0.0", length: 16 },
      table: "main",
      hops: [{ gateway: "10.0.0.2", device: null, onlink: false, weight: 1 }],
      source: null,
      scope: null,
      protocol: null,
      metric: null,
      mtu: null,
    });
  });

  it("take every option that is modelled", () => {
    const route = ipRouteOf(
      "10.1.2.3 via inet 10.0.0.2 dev flannel.1 src 10.0.0.1 metric 7 table 254 mtu lock 1400 scope global proto static onlink",
    );
    const { destination, hops, source, metric, table, mtu, scope, protocol } = route;
    assert.equal(destination.length, 32);
    assert.deepEqual(hops, [{ gateway: "10.0.0.2", device: "flannel.1", onlink: true, weight: 1 }]);
    assert.deepEqual(
      { source, metric, table, mtu, scope, protocol },
      {
        source: "10.0.0.1",
        metric: 7,
        table: "main",
        mtu: 1400,
        scope: "global",
        protocol: "static",
      },
    );
  });

  it("give a default route the family of its gateway, and -6 that of IPv6", () => {
    assert.equal(ipRouteOf("default via 10.0.0.1").destination.family, "ipv4");
    assert.equal(ipRouteOf("default via fd00::1").destination.family, "ipv6");
    assert.equal(ipRouteOf("-6 default dev eth0").destination.family, "ipv6");
  });

  it("put local and broadcast routes into the local table", () => {
    assert.equal(ipRouteOf("local 10.0.0.0/8 dev lo").table, "local");
    assert.equal(ipRouteOf("broadcast 10.255.255.255 dev eth0").table, "local");
    assert.equal(ipRouteOf("blackhole 10.0.0.0/8 table 100").table, "100");
  });

  it("name several ways out", () => {
    const { hops } = ipRouteOf(
      "default nexthop via 10.0.0.2 dev eth0 weight 3 nexthop dev eth1 onlink",
    );
    assert.deepEqual(hops, [
      { gateway: "10.0.0.2", device: "eth0", onlink: false, weight: 3 },
      { gateway: null, device: "eth1", onlink: true, weight: 1 },
    ]);
  });

  for (const [text, expected] of [
    ["10.0.0.1/24 via 10.0.0.2", ['prefix-host-bits "10.0.0.1/24"']],
    ["10.0.0.0/33 dev eth0", ['bad-prefix "10.0.0.0/33"']],
    ["10.0.0.0/8", ['route-without-way "10.0.0.0/8"']],
    ["10.0.0.0/8 nexthop weight 2", ['route-without-way "nexthop"']],
    ["blackhole 10.0.0.0/8 dev eth0", ['route-with-way "blackhole 10.0.0.0/8 dev eth0"']],
    ["10.0.0.0/8 via fd00::1", ['address-of-other-family "10.0.0.0/8 via fd00::1"']],
    ["10.0.0.0/8 via", ['missing-value ""']],
    ["10.0.0.0/8 dev a/b", ['bad-device-name "a/b"']],
    ["10.0.0.0/8 dev e metric -1", ['bad-number "-1"']],
    ["10.0.0.0/8 dev e table mian", ['unknown-table "mian"']],
    ["10.0.0.0/8 dev e scope site", ['bad-choice "site"']],
    ["10.0.0.0/8 dev e tos 4", ['not-yet-supported "tos"', 'unexpected-word "4"']],
    ["10.0.0.0/8 dev e sideways", ['unexpected-word "sideways"']],
    ["10.0.0.0/8 nexthop via 10.0.0.1 weight 300", ['bad-number "300"']],
  ] as const)
    it(`are refused: ${text}`, () => {
      assert.deepEqual(mistakes(text, readIpRoute), expected);
    });

  it("of a deleted route name a prefix and a table", () => {
    const read = (text: string): unknown =>
      readRouteTarget(splitWords(text, "test"), () => undefined);
    assert.deepEqual(read("default"), {
      destination: { family: "ipv4", base: "0.0.0.0", length: 0 },
      table: "main",
    });
    assert.deepEqual(read("blackhole 10.0.0.0/8 table 100"), {
      destination: { family: "ipv4", base: "10.0.0.0", length: 8 },
      table: "100",
    });
  });
});

describe("the words of ip rule", () => {
  it("say which packets ask which table", () => {
    const rule = ipRuleOf(
      "pref 100 not from 10.0.0.0/8 to all fwmark 0x10/0xff iif eth0 oif lo lookup 200",
    );
    assert.deepEqual(withoutPlace(rule), {
      family: "ipv4",
      priority: 100,
      negated: true,
      from: { family: "ipv4", base: "10.0.0.0", length: 8 },
      to: null,
      mark: { value: 16, mask: 255 },
      input: "eth0",
      output: "lo",
      action: { kind: "table", table: "200" },
    });
    assert.deepEqual(ipRuleOf("fwmark 1 unreachable").action, { kind: "unreachable" });
    assert.equal(ipRuleOf("from fd00::/8 lookup main").family, "ipv6");
  });

  for (const [text, expected] of [
    ["fwmark x lookup 1", ['bad-number "x"']],
    ["fwmark 1/2/3", ['bad-number "1/2/3"']],
    ["from 10.0.0.1/8 lookup 1", ['prefix-host-bits "10.0.0.1/8"']],
    ["lookup", ['missing-value ""']],
    ["-6 from 10.0.0.0/8", ['address-of-other-family "-6 from 10.0.0.0/8"']],
    ["uidrange 0-1", ['not-yet-supported "uidrange"', 'unexpected-word "0-1"']],
  ] as const)
    it(`are refused: ${text}`, () => {
      assert.deepEqual(mistakes(text, readIpRule), expected);
    });
});

describe("the words of ip neigh and bridge fdb", () => {
  it("name an address, and what is behind it", () => {
    const { address, mac, device } = ipNeighbourOf(
      "10.244.1.0 lladdr 0A:00:00:00:01:01 dev flannel.1 nud permanent",
    );
    assert.deepEqual([address, mac, device], ["10.244.1.0", "0a:00:00:00:01:01", "flannel.1"]);
    const entry = bridgeFdbOf("0a:00:00:00:02:02 dev flannel.1 dst 192.168.50.12 self permanent");
    assert.deepEqual(
      [entry.mac, entry.device, entry.destination],
      ["0a:00:00:00:02:02", "flannel.1", "192.168.50.12"],
    );
  });

  it("are refused where something is missing or wrong", () => {
    assert.deepEqual(mistakes("10.0.0.1 dev eth0", readIpNeighbour), ['missing-value ""']);
    assert.deepEqual(mistakes("10.0.0.1 lladdr 0a:0 dev eth0", readIpNeighbour), [
      'bad-mac "0a:0"',
    ]);
    assert.deepEqual(
      mistakes("10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud stale", readIpNeighbour),
      ['not-yet-supported "stale"'],
    );
    assert.deepEqual(mistakes("02:00:00:00:00:01", readBridgeFdb), ['missing-value ""']);
    assert.deepEqual(mistakes("02:00:00:00:00:01 dev eth0 vlan 5", readBridgeFdb), [
      'not-yet-supported "vlan"',
    ]);
  });

  it("throw where a program's own text is wrong", () => {
    assert.throws(() => ipRouteOf("nowhere"), /bad-prefix/);
  });
});

describe("the name of a setting", () => {
  it("has slashes, whichever way it is written, and keeps the dots of a device", () => {
    assert.equal(sysctlPath("net.ipv4.ip_forward"), "net/ipv4/ip_forward");
    assert.equal(sysctlPath("net/ipv4/conf/eth0.5/rp_filter"), "net/ipv4/conf/eth0.5/rp_filter");
    assert.equal(sysctlPath("net.ipv4.conf.eth0/5.rp_filter"), "net/ipv4/conf/eth0.5/rp_filter");
  });
});
