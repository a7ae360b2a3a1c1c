import type { DeviceDeclaration } from "../../cluster/topology/device.js";
import type { HostDeclaration } from "../../cluster/topology/host.js";
import { checkDevices } from "../host/check-devices.js";
import { checkBridgeLoops, checkSharedAddresses } from "../host/check-domains.js";
import { checkRoutes } from "../host/check-routes.js";
import type { DeviceDraft, HostDraft } from "../host/host-draft.js";
import { checkContainers } from "../host/read-container.js";
import type { Pass } from "./pass.js";

/** Reports what the kernel would not make of hosts and cables, and makes the topology of the rest. */
export const checkTopology: Pass = {
  name: "check-topology",
  run: (draft, report) => {
    const { links, lanPorts } = draft;
    const alone = draft.hosts.map((host) => checkDevices(host, report));
    checkBridgeLoops(alone, links, report);
    const hosts = checkSharedAddresses(alone, { links, lanPorts, nodes: draft.nodes }, report).map(
      (host) => ({
        ...host,
        routes: checkRoutes(host, report),
      }),
    );
    const places = new Map(
      hosts
        .filter(({ kind }) => kind !== "switch")
        .map(({ name, servers }) => [name.value, servers]),
    );
    const containers = checkContainers(draft.containers, places, report);
    const nodes = hosts.filter((host) => host.kind === "node" && isSaid(host));
    const topology = {
      hosts: hosts.filter(({ kind }) => kind !== "node").map(declarationOf),
      nodes: nodes.map(declarationOf),
      links,
      lanPorts,
      containers,
    };
    return { ...draft, hosts, topology };
  },
};

/** Whether anything is said of a node as a Linux host. */
function isSaid({ devices, ...host }: HostDraft): boolean {
  const lists = [host.routes, host.routingRules, host.neighbours, host.forwardings, host.sysctls];
  const texts = [host.ruleDumps, host.ipsets, host.ipvs, host.nftables, host.servers];
  return (
    devices.size > 0 ||
    host.iptables !== "nft" ||
    [...lists, ...texts].some((list) => list.length > 0)
  );
}

function declarationOf({ name, devices, ...host }: HostDraft): HostDeclaration {
  return { ...host, name: name.value, devices: [...devices.values()].flatMap(deviceOf) };
}

function deviceOf(draft: DeviceDraft): readonly DeviceDeclaration[] {
  const { name, link, mac, mtu, up, port, promiscuous, span } = draft;
  if (link === null) return [];
  const addresses = draft.addresses.map(({ value }) => value);
  const master = draft.master?.value ?? null;
  return [{ name, link, mac, addresses, mtu, up, master, port, promiscuous, span }];
}
