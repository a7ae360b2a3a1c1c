import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { buildNetwork } from "../../../src/network/cni/build-network.js";
import { addContainers } from "../../../src/network/docker/add-containers.js";
import { LOOPBACK_DEVICE, device } from "../../../src/network/device.js";
import { hashedMac } from "../../../src/network/mac-address.js";
import { namespace } from "../../../src/network/namespace.js";
import { joinNetwork, mainTables } from "../../../src/network/network.js";
import type { Network } from "../../../src/network/network.js";
import { EMPTY_NETWORK, applyStep } from "../../../src/network/set-up/apply-step.js";
import { printStep } from "../../../src/network/set-up/print-step.js";
import { setUpSteps } from "../../../src/network/set-up/set-up-steps.js";
import { namespaceId } from "../../../src/trace/id.js";
import { CLUSTERS, CNI_CASES, clusterWith } from "../../support/cni-cluster.js";
import { containerNamed } from "../../support/docker-host.js";

const OUTSIDE = [address("203.0.113.9"), address("172.18.0.200")];

describe("the steps of a network", () => {
  for (const [cni, settings] of CNI_CASES)
    for (const [shape, text] of Object.entries(CLUSTERS))
      it(`build the same network from nothing (${cni}, ${shape})`, () => {
        const network = buildNetwork(clusterWith(text, settings), OUTSIDE);
        assertRebuilt(network);
      });

  it("build hosts with containers", () => {
    const h = bareHost("h");
    const containers = [
      containerNamed("web", { published: [{ hostPort: 8080, containerPort: 80 }] }),
      containerNamed("db"),
      containerNamed("alone", { network: "none" }),
      containerNamed("shared", { network: "host" }),
    ];
    const network = addContainers(joinNetwork([h], []), containers);
    assert.deepEqual(
      network.namespaces.map(({ id }) => id),
      ["host/h", "container/web", "container/db", "container/alone"],
    );
    assertRebuilt(network);
  });

  it("name namespaces safely, and no two alike", () => {
    const names = ["a b", "a-b", "a/b", "a;b", "$(b)", "ü", "x".repeat(300)];
    const network = joinNetwork(names.map(bareHost), []);
    const netns = setUpSteps(network, []).flatMap((step) =>
      step.kind === "add-namespace" ? [step.at.netns] : [],
    );
    assert.equal(new Set(netns).size, names.length);
    for (const name of netns) assert.match(name, /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);
  });

  it("print devices that the kernel would take", () => {
    const long = {
      ...bareHost("h"),
      devices: [LOOPBACK_DEVICE, bridge("a-bridge-of-twenty-letters")],
    };
    const texts = setUpSteps(joinNetwork([long], []), [])
      .map(printStep)
      .join("\n");
    const name = /link add name (\S+) /.exec(texts)?.[1] ?? "";
    assert.ok(name.length <= 15, name);
    assert.match(texts, new RegExp(`link set dev ${name} up`));
  });

  it("end, though a route wants what is never there", () => {
    const [h] = [bareHost("h")];
    const routes = mainTables([
      {
        ...required(buildNetwork(clusterWith(CLUSTERS["one node"] ?? "", { kind: "kindnet" }), [])),
        device: "missing",
      },
    ]);
    const steps = setUpSteps(joinNetwork([{ ...h, routes }], []), []);
    assert.equal(steps.filter(({ kind }) => kind === "add-route").length, 1);
  });
});

function assertRebuilt(network: Network): void {
  const rebuilt = setUpSteps(network, []).reduce(applyStep, EMPTY_NETWORK);
  assert.deepEqual(inOrder(rebuilt), inOrder(network));
}

// Which of two devices was made first is no part of what a network is.
function inOrder({ namespaces, segments }: Network): unknown {
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  const sorted = (all: readonly unknown[]): readonly string[] =>
    all.map((one) => JSON.stringify(ordered(one))).sort();
  return {
    namespaces: namespaces.map((one) => ({
      ...one,
      devices: [...one.devices].sort(byName),
      routes: { ipv4: sorted(one.routes.ipv4), ipv6: sorted(one.routes.ipv6) },
      neighbours: sorted(one.neighbours),
      forwardings: sorted(one.forwardings),
    })),
    segments: [...segments]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((segment) => ({ ...segment, ports: sorted(segment.ports) })),
  };
}

function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

function bareHost(name: string): ReturnType<typeof namespace> {
  const id = namespaceId(`host/${name}`);
  return namespace({ id, kind: "host", name, devices: [LOOPBACK_DEVICE], routes: mainTables([]) });
}

function bridge(name: string): ReturnType<typeof device> {
  return device({ name, mac: hashedMac(name), link: { kind: "bridge" } });
}

function required(network: Network): Network["namespaces"][number]["routes"]["ipv4"][number] {
  const [route] = network.namespaces[0]?.routes.ipv4 ?? [];
  if (route === undefined) throw new Error("no route");
  return route;
}
