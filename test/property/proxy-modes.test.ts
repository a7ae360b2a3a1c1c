import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { address } from "../../src/base/address.js";
import type { Address, Family } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import type { TransportProtocol } from "../../src/cluster/pod.js";
import {
  NO_SETS,
  applyEdits,
  applyNft,
  compileMode,
  emptyRuleSet,
  NO_NFTABLES,
  packetFates,
} from "../../src/index.js";
import type { FateDevice, FateHost, FirstPacket, ProxyInput } from "../../src/index.js";
import {
  isLoopback,
  matchAddresses,
  nodePortAddressesOf,
} from "../../src/kubeproxy/node-port-address.js";
import { servicePortsOf } from "../../src/kubeproxy/service-port.js";
import { drawnProxyInputs } from "../support/drawn-proxy-input.js";
import { readProxyCase } from "../support/proxy-case.js";

const INPUTS = 60;

/** Where packets come from and what the node has, by family; the last address of `pods` is of no endpoint. */
const PLACES = {
  ipv4: {
    nodes: ["192.168.10.1", "172.16.5.1"],
    bridge: "10.244.0.1",
    pods: "10.244.0.0/24",
    pod: "10.244.0.200",
    outside: ["198.51.100.7", "203.0.113.50", "8.8.8.8"],
  },
  ipv6: {
    nodes: ["fd00:192:168:10::1", "fd00:172:16:5::1"],
    bridge: "fd00:10:244::1",
    pods: "fd00:10:244::/64",
    pod: "fd00:10:244::200",
    outside: ["2001:db8:1::7", "2001:db8:2::50", "2001:db8:9::8"],
  },
} as const;

interface Destination {
  readonly kind: "cluster" | "external" | "balancer" | "node-port";
  readonly address: Address;
  readonly port: number;
  readonly protocol: TransportProtocol;
}

describe("what a node does with a first packet", () => {
  it("is the same in iptables and nftables mode, whatever is combined", () => {
    for (const { yaml } of fc.sample(drawnProxyInputs, { numRuns: INPUTS, seed: 133 })) {
      const input = readProxyCase(yaml);
      const { iptables, nftables } = hostsOf(input);
      for (const destination of destinationsOf(input)) {
        for (const source of sourcesOf(input)) {
          const packet: FirstPacket = {
            ...source,
            destination: destination.address,
            protocol: destination.protocol,
            port: destination.port,
          };
          const [one, other] = [fatesOf(iptables, packet), fatesOf(nftables, packet)];
          if (isKnownDifference(destination, source, [one, other])) continue;
          assert.deepEqual(other, one, `${JSON.stringify(packet)} in ${yaml}`);
        }
      }
    }
  });
});

// pkg/proxy/iptables/proxier.go v1.36, iptablesJumpChains: the node's own packets do not pass KUBE-EXTERNAL-SERVICES. And in
// nftables mode source ranges are asked before anything else, with or without endpoints.
function isKnownDifference(
  { kind }: Destination,
  { input }: Pick<FirstPacket, "input">,
  [iptables, nftables]: readonly [readonly string[], readonly string[]],
): boolean {
  const isRefused = nftables.join() === "reject" || nftables.join() === "drop";
  const goesOut = iptables.every((fate) => fate.startsWith("untranslated"));
  return (
    (kind !== "cluster" && input === null && isRefused && goesOut) ||
    (kind === "balancer" && nftables.join() === "drop" && iptables.join() === "reject")
  );
}

function fatesOf(host: FateHost, packet: FirstPacket): readonly string[] {
  const texts = packetFates(host, packet).map(({ verdict, isTranslated, ...end }) => {
    if (verdict !== "accept") return verdict;
    if (!isTranslated) return `untranslated from ${end.source}`;
    return `${end.destination} ${end.destinationPort} from ${end.source}`;
  });
  return [...new Set(texts)].sort();
}

function hostsOf(input: ProxyInput): Readonly<Record<"iptables" | "nftables", FateHost>> {
  const { family } = input;
  const ruleSets = { ipv4: emptyRuleSet("ipv4"), ipv6: emptyRuleSet("ipv6") };
  const empty = { ruleSets, nftables: NO_NFTABLES, sets: NO_SETS, devices: devicesOf(input) };
  const { iptables } = compileMode("iptables", input);
  const text = compileMode("nftables", input).nftables;
  return {
    iptables: {
      ...empty,
      ruleSets: { ...ruleSets, [family]: applyEdits(emptyRuleSet(family), iptables) },
    },
    nftables: {
      ...empty,
      nftables: applyNft(NO_NFTABLES, { name: "nft", text }, { owner: "kube-proxy" }).nftables,
    },
  };
}

function podDeviceOf({ configuration }: ProxyInput): string {
  return configuration.detectLocal.kind === "interface-name-prefix" ? "veth1" : "cni0";
}

function devicesOf(input: ProxyInput): readonly FateDevice[] {
  const { nodes, bridge, pods } = PLACES[input.family];
  return [
    {
      name: "eth0",
      addresses: nodes.map((one) => address(one)),
      networks: [prefix("0.0.0.0/0"), prefix("::/0")],
    },
    { name: podDeviceOf(input), addresses: [address(bridge)], networks: [prefix(pods)] },
  ];
}

function sourcesOf(input: ProxyInput): readonly Pick<FirstPacket, "source" | "input">[] {
  const { nodes, pod, outside } = PLACES[input.family];
  return [
    { source: address(pod), input: podDeviceOf(input) },
    { source: address(nodes[0]), input: null },
    ...outside.map((one) => ({ source: address(one), input: "eth0" })),
  ];
}

// Of an address and port that two ports have, each mode takes another one: those are left out.
function destinationsOf(input: ProxyInput): readonly Destination[] {
  const { family } = input;
  const all = servicePortsOf(input.services, family).flatMap((port): readonly Destination[] => {
    const at = (kind: Destination["kind"], to: Address, number = port.port): Destination => {
      return { kind, address: to, port: number, protocol: port.protocol };
    };
    const { nodePort } = port;
    return [
      at("cluster", port.clusterAddress),
      ...port.externalAddresses.map((to) => at("external", to)),
      ...port.loadBalancerAddresses.map((to) => at("balancer", to)),
      ...(nodePort === null
        ? []
        : nodePortServers(input, family).map((to) => at("node-port", to, nodePort))),
    ];
  });
  const keyOf = (one: Destination): string => `${one.address} ${one.port} ${one.protocol}`;
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return all.filter((one) => counts.get(keyOf(one)) === 1);
}

function nodePortServers(input: ProxyInput, family: Family): readonly Address[] {
  const nodePorts = nodePortAddressesOf(input.configuration.nodePortAddresses, family);
  return matchAddresses(nodePorts, input.localAddresses, family).filter((own) => !isLoopback(own));
}
