import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import { NO_TOPOLOGY } from "../../src/cluster/topology/topology.js";
import type { Scenario } from "../../src/cluster/scenario.js";
import { loadScenario } from "../../src/language/load.js";
import type { Network } from "../../src/network/network.js";
import type { HostRules } from "../../src/network/set-up/host-rules.js";
import { joinNetwork, mainTables } from "../../src/network/network.js";
import { namespace } from "../../src/network/namespace.js";
import { LOOPBACK_DEVICE } from "../../src/network/device.js";
import { addContainers } from "../../src/network/docker/add-containers.js";
import { dockerEdits } from "../../src/network/docker/docker-rules.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { namespaceId } from "../../src/trace/id.js";
import { hostRules, scenarioNetwork } from "../../src/simulation/set-up/scenario-network.js";
import { CLUSTERS, CNI_CASES, clusterWith } from "../support/cni-cluster.js";
import { askFacts, modelFacts, readFacts, runBuilt, stepsFor } from "../support/built-network.js";
import { containerNamed } from "../support/docker-host.js";
import { loadText } from "../support/load-text.js";
import { reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import { WITH_MANIFESTS } from "../support/manifests.js";

const LESSONS = ["cni", "docker"].flatMap((folder) =>
  readdirSync(`scenarios/${folder}`).map((name) => `${folder}/${name}`),
);
const SHAPES = ["three nodes", "two families"] as const;

describe("hopwise setup on a real kernel", { skip: reasonToSkip("ping") }, () => {
  for (const [cni, settings] of CNI_CASES)
    for (const shape of SHAPES)
      it(`builds what the model has (${cni}, ${shape})`, { skip: missingFor(cni) }, () => {
        const scenario = scenarioOf(clusterWith(CLUSTERS[shape] ?? "", settings));
        const { network, rules } = scenarioNetwork(scenario);
        assertSame(network, hostRules(rules), pings(network));
      });

  for (const file of LESSONS)
    it(`builds the network of a lesson (${file})`, () => {
      const text = readFileSync(`scenarios/${file}`, "utf8");
      const scenario = required(loadScenario({ name: file, text }, WITH_MANIFESTS).scenario, file);
      const { network, rules } = scenarioNetwork(scenario);
      assertSame(network, hostRules(rules), pings(network));
    });

  it("builds devices whose names are words of iproute2", () => {
    const hosts = `
host machine {
  bridge br { address 10.0.0.1/24 }
  bridge dev { address 10.1.0.1/24 }
  address link 10.2.0.1/24
  route 10.3.0.0/24 via 10.0.0.2 dev br
  neighbour 10.1.0.7 lladdr 02:00:00:00:00:07 dev dev
}
host other { address up 10.0.0.2/24 }
host third { address type 10.1.0.2/24 }
host fourth { address name 10.2.0.2/24 }
link other.up br
link third.type dev
link fourth.name machine.link
`;
    const scenario = loadText(`hopwise 1\n${hosts}\nplay { other ping 10.0.0.1 }\n`).scenario;
    const { network } = scenarioNetwork(required(scenario, "a scenario"));
    assertSame(network, [], ["ip netns exec t-host-other ping -n -c1 -W2 10.0.0.1 >/dev/null"]);
  });

  it("builds docker's network", () => {
    const id = namespaceId("host/h");
    const h = namespace({
      id,
      kind: "host",
      name: "h",
      devices: [LOOPBACK_DEVICE],
      routes: mainTables([]),
    });
    const containers = [
      containerNamed("web", { published: [{ hostPort: 8080, containerPort: 80 }] }),
      containerNamed("db"),
      containerNamed("alone", { network: "none" }),
    ];
    const network = addContainers(joinNetwork([h], []), containers);
    const ruleSet = applyEdits(emptyRuleSet("ipv4"), dockerEdits(containers, "h", "ipv4"));
    const rules = [{ namespace: id, ruleSets: [ruleSet], nftables: "", ipsets: [], ipvs: "" }];
    assertSame(network, rules, pings(network));
  });
});

// Every pod and container reaches every other one that has an address of the same family.
function pings({ namespaces }: Network): readonly string[] {
  const ends = namespaces
    .filter(({ kind }) => kind === "pod" || kind === "container")
    .flatMap(({ id, devices }) =>
      devices
        .filter(({ name }) => name === "eth0")
        .flatMap(({ addresses }) => addresses)
        .map(({ address }) => ({ id, address, isIpv6: address.includes(":") })),
    );
  const [first] = ends;
  if (first === undefined) return [];
  return ends
    .filter(({ isIpv6 }) => isIpv6 === first.isIpv6)
    .map(
      ({ address }) => `ip netns exec ${netnsOf(first.id)} ping -n -c1 -W2 ${address} >/dev/null`,
    );
}

function assertSame(
  network: Network,
  rules: readonly HostRules[],
  commands: readonly string[],
): void {
  const steps = stepsFor(network, rules);
  const asked = network.namespaces.map((one) => askFacts(netnsOf(one.id), one));
  const { failure, output } = runBuilt(steps, [...asked, ...commands].join("\n"));
  assert.equal(failure, null);
  const found = readFacts(output);
  for (const one of network.namespaces) {
    const own = rules.find((host) => host.namespace === one.id);
    const real = required(found.get(netnsOf(one.id)), `the facts of ${one.id}`);
    assert.deepEqual(real, modelFacts(one, own), one.id);
  }
}

function netnsOf(id: string): string {
  return `t-${id}`.replaceAll(/[^A-Za-z0-9._-]/g, "-");
}

function missingFor(cni: string): string | false {
  if (cni !== "calico ipip") return false;
  const { failure } = runInNamespace("ip link add t0 type ipip remote 192.0.2.1", "");
  return failure === null ? false : "this kernel has no ipip";
}

function scenarioOf(cluster: Scenario["cluster"]): Scenario {
  return { title: { en: "x" }, seed: 1, cluster, topology: NO_TOPOLOGY, upstreams: [], play: [] };
}
