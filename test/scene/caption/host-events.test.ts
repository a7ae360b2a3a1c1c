import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import type { EventBody } from "../../../src/trace/event/event.js";
import type { EndReason } from "../../../src/trace/event/network-event.js";
import { packetId } from "../../../src/trace/id.js";
import { CREATED, SYN, told } from "../../support/told.js";

const MAC = "16:ad:d8:ad:87:29";
const NEIGHBOUR = { address: address("172.18.0.9"), device: "eth0" } as const;
const ASKED: EventBody = {
  kind: "neighbour-changed",
  entry: { ...NEIGHBOUR, mac: null, state: "INCOMPLETE" },
};
const FDB = { mac: MAC, device: "veth0", master: "br0", destination: null, permanent: false };

describe("what is said of hosts", () => {
  const cases: readonly (readonly [readonly EventBody[], RegExp])[] = [
    [
      [{ kind: "command-run", command: "ip link set eth0 down" }],
      /^worker# ip link set eth0 down$/,
    ],
    [[{ kind: "command-run", command: "ip netns add red" }], /^# ip netns add red$/],
    [
      [{ kind: "neighbour-asked", address: "172.18.0.9", device: "eth0" }],
      /worker asks all neighbours on eth0 by ARP: who has 172\.18\.0\.9\?/,
    ],
    [
      [{ kind: "neighbour-asked", address: "fd00::9", device: "eth0" }],
      /by neighbour discovery: who has fd00::9\?/,
    ],
    [[ASKED], /worker waits for an answer from 172\.18\.0\.9/],
    [
      [ASKED, { kind: "neighbour-changed", entry: { ...NEIGHBOUR, mac: MAC, state: "REACHABLE" } }],
      /172\.18\.0\.9 answers: its hardware address is 16:ad/,
    ],
    [
      [{ kind: "neighbour-changed", entry: { ...NEIGHBOUR, mac: MAC, state: "STALE" } }],
      /notes for eth0: 172\.18\.0\.9 has the hardware address 16:ad\S+ \(STALE\)/,
    ],
    [
      [ASKED, { kind: "neighbour-changed", entry: { ...NEIGHBOUR, mac: null, state: "FAILED" } }],
      /Nobody on eth0 answers for 172\.18\.0\.9/,
    ],
    [
      [{ kind: "neighbour-removed", address: "172.18.0.9", device: "eth0" }],
      /forgets the hardware address of 172\.18\.0\.9/,
    ],
    [
      [{ kind: "forwarding-learned", entry: FDB }],
      /The bridge br0 in worker learns .*16:ad\S+ is behind veth0/,
    ],
    [
      [
        {
          kind: "forwarding-learned",
          entry: { ...FDB, master: null, destination: address("172.18.0.3") },
        },
      ],
      /behind the tunnel end 172\.18\.0\.3/,
    ],
    [
      [{ kind: "forwarding-learned", entry: { ...FDB, master: null } }],
      /16:ad\S+ is reached by veth0/,
    ],
    [[{ kind: "forwarding-removed", mac: MAC, device: "veth0" }], /forgets that 16:ad/],
    [[{ kind: "tables-changed", tables: { ipsets: [] } }], /set up differently now: ipsets/],
    [
      [
        {
          kind: "rules-changed",
          ruleSet: {
            namespace: "node/worker" as never,
            family: "ipv4",
            tables: [{ name: "filter", chains: [] }],
          },
        },
      ],
      /The rules of worker are changed: filter/,
    ],
  ];
  for (const [events, expected] of cases) {
    it(`tells ${events.at(-1)?.kind ?? ""}: ${String(expected)}`, () => {
      assert.match(told(...events), expected);
    });
  }
});

describe("what is said of bridges, tunnels and fragments", () => {
  const decided = (
    decision: (EventBody & { readonly kind: "bridge-decided" })["decision"],
    ports: readonly string[],
  ): EventBody => ({ kind: "bridge-decided", bridge: "br0", decision, ports, destination: MAC });
  const cases: readonly (readonly [EventBody, RegExp])[] = [
    [
      decided("forward", ["veth1"]),
      /br0 in worker knows that 16:ad\S+ is behind veth1 .* It is not routed/,
    ],
    [decided("flood", ["veth1", "veth2"]), /does not know where 16:ad\S+ is, .*: veth1, veth2/],
    [
      decided("local", []),
      /addressed to worker itself \(16:ad\S+\), so the bridge br0 hands it up: now the routes of worker decide/,
    ],
    [decided("local-and-flood", ["veth1"]), /up to worker and also sends it out of veth1/],
    [decided("local-and-flood", []), /hands the frame .* up to worker\.$/],
    [decided("none", []), /has no port to send the frame/],
    [{ kind: "packet-copied", copy: packetId(9), port: "veth2" }, /a copy of the packet for veth2/],
    [
      { kind: "packet-encapsulated", device: "flannel.1", outer: packetId(9) },
      /flannel\.1 in worker puts the packet 10\.244\.1\.4 → 10\.96\.1\.64 into an outer one/,
    ],
    [
      { kind: "packet-decapsulated", device: "flannel.1", outer: packetId(9) },
      /flannel\.1 in worker takes the packet .* out of the outer one/,
    ],
    [
      { kind: "packet-fragmented", fragments: [packetId(8), packetId(9)], mtu: 1450, by: "link" },
      /longer than the 1450 bytes .* worker cuts it into 2 fragments/,
    ],
    [
      {
        kind: "packet-fragmented",
        fragments: [packetId(8), packetId(9)],
        mtu: 1444,
        by: "longest-piece",
      },
      /cuts it again, into 2 fragments of at most 1444 bytes: so long was the longest that came/,
    ],
    [
      { kind: "packet-reassembled", fragments: [packetId(8), packetId(9)] },
      /The 2 fragments are all there/,
    ],
    [{ kind: "source-refused", check: "reverse-path" }, /rp_filter refuses it/],
    [{ kind: "source-refused", check: "martian-source" }, /10\.244\.1\.4 cannot be the source/],
    [{ kind: "source-refused", check: "martian-destination" }, /10\.96\.1\.64 must not come in/],
  ];
  for (const [event, expected] of cases) {
    it(`tells ${event.kind}: ${String(expected)}`, () => {
      assert.match(told(CREATED, event), expected);
    });
  }

  it("does not call a frame bridged that its host routed or made", () => {
    const routed: EventBody = {
      kind: "route-chosen",
      destination: SYN.destination,
      route: "10.96.1.0/24 dev br0",
      device: "br0",
      gateway: null,
      decision: "output",
      table: "main",
      priority: 32_766,
    };
    const line = told(CREATED, routed, decided("forward", ["veth1"]));
    assert.doesNotMatch(line, /not routed/);
  });
});

describe("how packets end on hosts", () => {
  const reasons: readonly (readonly [EndReason, RegExp])[] = [
    [{ kind: "not-forwarding", device: "eth0" }, /does not forward what comes in by eth0/],
    [{ kind: "reverse-path", device: "eth0" }, /rp_filter of worker .* 10\.244\.1\.4/],
    [{ kind: "martian-source", device: "eth0" }, /cannot be its source on eth0/],
    [{ kind: "martian-destination", device: "eth0" }, /must not come in by eth0/],
    [
      { kind: "refused-by-route", route: "blackhole", destination: address("10.9.9.9") },
      /blackhole route for 10\.9\.9\.9\. Nobody is told/,
    ],
    [
      { kind: "refused-by-route", route: "prohibit", destination: address("10.9.9.9") },
      /prohibit route .* The sender is told/,
    ],
    [
      { kind: "refused-by-route", route: "unreachable", destination: address("10.9.9.9") },
      /unreachable route/,
    ],
    [{ kind: "too-big", mtu: 1400 }, /longer than 1400 bytes and must not be fragmented/],
    [{ kind: "device-down", device: "eth0" }, /eth0 of worker is down/],
    [{ kind: "no-port", bridge: "br0" }, /the bridge br0 in worker has no port/],
    [{ kind: "not-our-mac", device: "eth0" }, /worker ignores the frame/],
    [{ kind: "bridge-loop", bridge: "br0" }, /br0/],
    [{ kind: "outer-lost", outer: packetId(9) }, /lost with the outer packet 9/],
    [
      { kind: "no-tunnel-end", device: "flannel.1" },
      /flannel\.1 in worker knows no other tunnel end/,
    ],
    [{ kind: "tunnel-loop", device: "flannel.1" }, /what flannel\.1 in worker sends would go/],
    [{ kind: "decapsulated", device: "flannel.1" }, /The outer packet ends in worker/],
    [{ kind: "reassembled" }, /keeps this fragment/],
    [{ kind: "fragmented" }, /goes on in fragments/],
    [{ kind: "table-full" }, /conntrack table of worker is full/],
    [{ kind: "lost-on-link", segment: "lan" }, /lost on 172\.18\.0\.0\/16/],
    [{ kind: "no-protocol", protocol: "gre" }, /nothing in worker takes the protocol gre/],
    [
      { kind: "unknown-match", table: "nat", chain: "KUBE-SERVICES", rule: 2 },
      /on worker uses something that Hopwise does not know\. What the kernel would do cannot be known/,
    ],
  ];
  for (const [reason, expected] of reasons) {
    it(`tells ${reason.kind}: ${String(expected)}`, () => {
      assert.match(told(CREATED, { kind: "packet-ended", disposition: "lost", reason }), expected);
    });
  }
});
