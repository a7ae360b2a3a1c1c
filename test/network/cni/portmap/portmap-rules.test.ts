import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../../../src/base/address.js";
import { required } from "../../../../src/base/assert.js";
import type { CniSettings } from "../../../../src/cluster/cni-settings.js";
import type { Cluster } from "../../../../src/cluster/cluster.js";
import { applyEdits, emptyRuleSet } from "../../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../../src/netfilter/iptables/print-save.js";
import { undoEdits } from "../../../../src/netfilter/iptables/undo-edits.js";
import { buildNetwork, cniEdits } from "../../../../src/network/cni/build-network.js";
import { chainName } from "../../../../src/network/cni/config/chain-name.js";
import { checkCni } from "../../../../src/network/cni/config/check-cni.js";
import { bridgeWith, clusterWith } from "../../../support/cni-cluster.js";

const ONE = `node a { address 172.18.0.2  pods 10.244.1.0/24 }
pod p on a { address 10.244.1.9; serves 80/tcp host-port 8080 }
`;
const KINDNET: CniSettings = { kind: "kindnet" };
const LIST = {
  cniVersion: "1.0.0",
  name: "net",
  plugins: [
    { type: "bridge", isGateway: true, ipam: { type: "host-local", subnet: "10.244.1.0/24" } },
  ],
};
const CAPABLE = { type: "portmap", capabilities: { portMappings: true } };

describe("chainName", () => {
  // As iptables-save of real hosts has them.
  const recorded = [
    [
      "bridge",
      "default-c93e2a3a2264f98647f0d33dc80d88de81c0710bf30ea822e2ed19213f9c53b5",
      "CNI-DN-2e2f8d5b91929ef9fc152",
    ],
    [
      "k8s-pod-network",
      "dcc3aca1ddc72f3ea388f850681fb27769afbe5c005d63d5ff6799fa6c72c8bc",
      "CNI-DN-d1a0abedc4aa34360e04b",
    ],
  ] as const;
  for (const [network, id, name] of recorded)
    it(`names portmap's chain of a container of ${network}`, () => {
      assert.equal(chainName(network, id, "DN-"), name);
    });
});

describe("the portmap plugin", () => {
  it("writes what iptables makes of the real plugin's arguments", () => {
    const id = "f".repeat(64);
    const rules = rulesOf(ONE, KINDNET).map((line) =>
      line.replace(/id: \\"[0-9a-f]{64}\\"/, `id: \\"${id}\\"`).replace(/CNI-DN-\w{21}/g, "DN"),
    );
    assert.deepEqual(rules, [
      "-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
      "-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
      '-A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ',
      "-A DN -s 10.244.1.0/24 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK",
      "-A DN -s 127.0.0.1/32 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK",
      "-A DN -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.244.1.9:80",
      `-A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"kindnet\\" id: \\"${id}\\"" -m multiport --dports 8080 -j DN`,
      "-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE",
      '-A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000',
    ]);
  });

  it("maps an address of the node alone, and none of the other family", () => {
    const text = ONE.replace("host-port 8080", "host-port 172.18.0.2:8080 host-port [fd00::1]:81");
    const rules = rulesOf(text, KINDNET);
    assert.ok(rules.some((rule) => /-d 172\.18\.0\.2\/32 .*--dport 8080 -j DNAT/.test(rule)));
    assert.ok(!rules.some((rule) => rule.includes("--dport 81 ")));
    // The jump names all of them, as the plugin's does.
    assert.ok(rules.some((rule) => rule.includes("--dports 8080,81 ")));
  });

  it("counts 0.0.0.0 as every address", () => {
    const rules = rulesOf(ONE.replace("host-port 8080", "host-port 0.0.0.0:8080"), KINDNET);
    assert.ok(rules.some((rule) => /^-A CNI-DN-\w+ -p tcp .*--dport 8080 -j DNAT/.test(rule)));
  });

  it("jumps protocol by protocol, with at most 15 ports in one rule", () => {
    const many = Array.from({ length: 17 }, (_, index) => `host-port ${8000 + index}`).join(" ");
    const text = ONE.replace(
      "serves 80/tcp host-port 8080",
      `serves 53/udp host-port 53\n  serves 80/tcp ${many}`,
    );
    const jumps = rulesOf(text, KINDNET).flatMap(
      (rule) => /^-A CNI-HOSTPORT-DNAT -p (\w+) .*--dports ([\d,]+)/.exec(rule)?.slice(1) ?? [],
    );
    assert.deepEqual(jumps.slice(2), ["tcp", "8015,8016", "udp", "53"]);
    assert.equal(jumps[1]?.split(",").length, 15);
  });

  it("marks no 127.0.0.1 in IPv6", () => {
    const text = `cluster { pods fd00:10:244::/56; services fd00:10:96::/112; nodes fc00::/64 }
node a
pod p on a { address fd00:10:244::9; serves 80/tcp host-port 8080 }
`;
    const rules = rulesOf(text, KINDNET, "ipv6");
    assert.equal(rules.filter((rule) => rule.includes("-j CNI-HOSTPORT-SETMARK")).length, 1);
    assert.ok(rules.some((rule) => rule.endsWith("--to-destination [fd00:10:244::9]:80")));
  });

  const others: readonly CniSettings[] = [
    { kind: "flannel", backend: "vxlan" },
    { kind: "calico", backend: "bgp" },
    { kind: "weave" },
    { kind: "ptp", config: null },
    { kind: "bridge", config: null },
  ];
  for (const settings of others)
    it(`stands behind ${settings.kind}, and lets 127.0.0.1 pass on the way to the pod`, () => {
      const cluster = clusterWith(ONE, settings);
      assert.ok(saved(cluster).some((rule) => rule.includes("-j CNI-HOSTPORT-DNAT")));
      const { namespaces } = buildNetwork(cluster, []);
      const node = required(
        namespaces.find(({ id }) => id === "node/a"),
        "node/a",
      );
      const way = node.routes.ipv4.findLast(
        ({ destination }) =>
          destination.base === "10.244.1.9" || destination.base.startsWith("10.244."),
      );
      assert.equal(node.sysctls[`net/ipv4/conf/${way?.device ?? ""}/route_localnet`], "1");
    });

  it("takes the settings of a list", () => {
    const of = (plugin: object): readonly string[] =>
      rulesOf(ONE, bridgeWith({ ...LIST, plugins: [...LIST.plugins, { ...CAPABLE, ...plugin }] }));
    assert.ok(of({ markMasqBit: 5 }).some((rule) => rule.endsWith("--set-xmark 0x20/0x20")));
    assert.ok(!of({ snat: false }).some((rule) => /SETMARK|MASQ/.test(rule)));
    const all = of({ masqAll: true }).filter((rule) => rule.endsWith("-j CNI-HOSTPORT-SETMARK"));
    assert.ok(all.every((rule) => !rule.includes(" -s ")));
    assert.equal(all.length, 1);
  });

  it("is told of no port without the capability, which is reported", () => {
    const settings = bridgeWith({ ...LIST, plugins: [...LIST.plugins, { type: "portmap" }] });
    assert.deepEqual(rulesOf(ONE, settings), []);
    const codes = checkCni(clusterWith(ONE, settings)).map(({ code }) => code);
    assert.deepEqual(codes, ["cni-no-portmap"]);
  });

  it("writes nothing for pods in the host's network, or without such a port", () => {
    assert.deepEqual(rulesOf(ONE.replace("host-port 8080", ""), KINDNET), []);
    const text = "node a\npod p on a { host-network; serves 80/tcp host-port 80 }\n";
    assert.deepEqual(rulesOf(text, KINDNET), []);
  });

  it("leaves what pods share when the last of them is gone", () => {
    const cluster = clusterWith(ONE, KINDNET);
    const node = required(cluster.nodes[0], "a node");
    const edits = cniEdits(cluster, node, "ipv4").filter(({ owner }) => owner === "cni");
    const own = edits.filter((edit) => edit.kind !== "restore" && edit.lasts !== true);
    const left = printSave(undoEdits(applyEdits(emptyRuleSet("ipv4"), edits), own));
    assert.doesNotMatch(left, /CNI-DN-/);
    assert.match(left, /^-A PREROUTING .*-j CNI-HOSTPORT-DNAT$/m);
  });
});

function rulesOf(text: string, settings: CniSettings, family: Family = "ipv4"): readonly string[] {
  return saved(clusterWith(text, settings), family);
}

function saved(cluster: Cluster, family: Family = "ipv4"): readonly string[] {
  const edits = cluster.nodes
    .flatMap((node) => cniEdits(cluster, node, family))
    .filter((edit) => edit.owner === "cni");
  const lines = printSave(applyEdits(emptyRuleSet(family), edits)).split("\n");
  return lines.filter((line) => /^-A .*CNI-(?:DN|HOSTPORT)/.test(line));
}
