import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { USUAL_PORT } from "../../../src/cluster/topology/device.js";
import { createRandom } from "../../../src/base/random.js";
import { createIpvs } from "../../../src/netfilter/ipvs/ipvs.js";
import { createConntrack } from "../../../src/netfilter/conntrack/conntrack.js";
import { emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { NO_NFTABLES } from "../../../src/netfilter/nftables/model/nftables.js";
import { NO_SETS } from "../../../src/netfilter/ipset/ip-set.js";
import type { HostNetfilter } from "../../../src/network/host.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import { rules } from "../../netfilter/fixture.js";
import { factsOf, wire } from "../../support/wired-world.js";
import type { Wired } from "../../support/wired-world.js";

const WAY = [
  "device-entered",
  "device-left",
  "hook-entered",
  "hook-left",
  "ttl-decremented",
  "packet-ended",
] as const;

function natting(lines: readonly string[]): HostNetfilter {
  const dump = [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":INPUT ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ...lines,
    "COMMIT",
    "",
  ].join("\n");
  return {
    ruleSets: { ipv4: rules(dump), ipv6: emptyRuleSet("ipv6") },
    nftables: NO_NFTABLES,
    conntrack: createConntrack(),
    ipvs: createIpvs(),
    sets: NO_SETS,
    random: createRandom(1),
  };
}

interface Wish {
  readonly call: "0" | "1";
  readonly rules?: readonly string[];
  readonly hairpin?: boolean;
  readonly forward?: "0" | "1";
}

function node({ call, rules: lines = [], hairpin = false, forward = "1" }: Wish): Wired {
  const port = { master: "cni0", port: { ...USUAL_PORT, hairpin } };
  return wire(
    {
      a: { devices: { eth0: { addresses: ["10.0.0.2/24"] } }, routes: ["default via 10.0.0.1"] },
      b: { devices: { eth0: { addresses: ["10.0.0.3/24"] } }, routes: ["default via 10.0.0.1"] },
      n: {
        devices: {
          cni0: { link: { kind: "bridge" }, addresses: ["10.0.0.1/24"] },
          va: port,
          vb: port,
        },
        sysctls: {
          "net/ipv4/ip_forward": forward,
          "net/bridge/bridge-nf-call-iptables": call,
        },
        netfilter: natting(lines),
      },
    },
    ["a:eth0 n:va", "b:eth0 n:vb"],
  );
}

// What the node did with the first packet, and how it ended.
function first(events: readonly TraceEvent[]): readonly string[] {
  const id = events.find(({ kind }) => kind === "packet-created")?.packet;
  const own = events.filter(({ packet, kind, namespace }) => {
    return packet === id && (namespace === "host/n" || kind === "packet-ended");
  });
  return factsOf(own, [...WAY]).map((fact) => fact.replace(/^n /, ""));
}

const SERVICE = "-A PREROUTING -d 10.96.0.1/32 -j DNAT --to-destination 10.0.0.3";

// As shared world 02 and 03 recorded it from Linux 6.18.
describe("br_netfilter", () => {
  it("shows a bridged frame to PREROUTING, FORWARD and POSTROUTING of IP, with the bridge as both devices", () => {
    assert.deepEqual(first(node({ call: "1" }).send("a", "10.0.0.3")), [
      "-> va",
      "[bridge PREROUTING va -",
      "[PREROUTING cni0 -",
      "PREROUTING]",
      "bridge PREROUTING]",
      "[bridge FORWARD va vb",
      "[FORWARD cni0 cni0",
      "FORWARD]",
      "bridge FORWARD]",
      "[bridge POSTROUTING - vb",
      "bridge POSTROUTING]",
      "[POSTROUTING - cni0",
      "POSTROUTING]",
      "<- vb",
      "b rejected no-socket",
    ]);
  });

  it("that is off leaves bridged frames to the bridge", () => {
    assert.deepEqual(first(node({ call: "0" }).send("a", "10.0.0.3")), [
      "-> va",
      "[bridge PREROUTING va -",
      "bridge PREROUTING]",
      "[bridge FORWARD va vb",
      "bridge FORWARD]",
      "[bridge POSTROUTING - vb",
      "bridge POSTROUTING]",
      "<- vb",
      "b rejected no-socket",
    ]);
  });

  it("bridges what is translated to the same bridge, with its TTL as it was", () => {
    const way = first(node({ call: "1", rules: [SERVICE] }).send("a", "10.96.0.1"));
    assert.ok(way.includes("[bridge FORWARD va vb"));
    assert.ok(!way.includes("ttl 63"));
    assert.ok(!way.includes("-> cni0"));
    assert.equal(way.at(-1), "b rejected no-socket");
  });

  it("that is off has such a frame routed", () => {
    const way = first(node({ call: "0", rules: [SERVICE] }).send("a", "10.96.0.1"));
    assert.ok(way.includes("ttl 63"));
    assert.ok(way.includes("-> cni0"));
    assert.ok(way.includes("[bridge OUTPUT - vb"));
    assert.equal(way.at(-1), "b rejected no-socket");
  });

  it("walks PREROUTING once for what goes up to the host", () => {
    const way = first(node({ call: "1" }).send("a", "10.0.0.1"));
    assert.equal(way.filter((fact) => fact === "[PREROUTING cni0 -").length, 1);
    assert.deepEqual(way.slice(5), [
      "[bridge INPUT va -",
      "bridge INPUT]",
      "-> cni0",
      "[INPUT cni0 -",
      "INPUT]",
      "rejected no-socket",
    ]);
  });

  it("needs forwarding even for what it would bridge", () => {
    const way = first(node({ call: "1", rules: [SERVICE], forward: "0" }).send("a", "10.96.0.1"));
    assert.deepEqual(way.slice(-2), ["-> cni0", "dropped not-forwarding"]);
  });

  const SELF = [
    "-A PREROUTING -d 10.96.0.1/32 -j DNAT --to-destination 10.0.0.2",
    "-A POSTROUTING -j MASQUERADE",
  ];
  const hairpinned = (call: "0" | "1", hairpin: boolean): string | undefined =>
    first(node({ call, rules: SELF, hairpin }).send("a", "10.96.0.1")).at(-1);

  it("makes hairpin mode necessary for a host that reaches itself", () => {
    assert.equal(hairpinned("1", false), "dropped no-port");
    assert.equal(hairpinned("1", true), "a rejected no-socket");
    assert.equal(hairpinned("0", false), "a rejected no-socket");
    assert.equal(hairpinned("0", true), "a rejected no-socket");
  });
});
