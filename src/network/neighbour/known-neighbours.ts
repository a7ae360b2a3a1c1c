import type { Address } from "../../base/address.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Host } from "../host.js";
import type { NamespaceKind } from "../namespace.js";
import type { Segment } from "../segment.js";
import { askLink } from "./ask.js";
import type { Wires } from "./wires.js";

// A declared host has just been switched on; a cluster has been running for a while.
const RUNNING: ReadonlySet<NamespaceKind> = new Set(["node", "pod", "outside"] as const);

// On a larger segment a host knows no more than its gateways.
const MOST_ACQUAINTED = 256;

/**
 * Fills in what the hosts of a running cluster have found out before the play begins: all that are on one segment know
 * each other, and everybody knows the gateways of his routes, with the bridges between them.
 */
export function knowNeighbours(
  hosts: ReadonlyMap<NamespaceId, Host>,
  segments: Iterable<Segment>,
  wires: Wires,
): void {
  const silent = { ...wires, emit: () => undefined };
  for (const segment of segments) knowSegment(hosts, segment);
  for (const host of hosts.values()) {
    if (RUNNING.has(host.namespace.kind)) knowGateways(host, silent);
  }
  for (const { neighbours } of hosts.values()) {
    for (const entry of neighbours.all()) {
      if (entry.state === "STALE") entry.state = "REACHABLE";
    }
  }
}

function knowSegment(hosts: ReadonlyMap<NamespaceId, Host>, { ports }: Segment): void {
  const running = ports.filter(({ namespace }) =>
    RUNNING.has(hosts.get(namespace)?.namespace.kind ?? "host"),
  );
  const owners = new Map(running.flatMap((port) => port.addresses.map((own) => [own, port])));
  for (const { namespace, device } of running) {
    const host = hosts.get(namespace);
    // A port takes frames for its bridge: what is an IP neighbour is the bridge's (linux net/bridge/br_input.c: br_handle_frame).
    if (host?.namespace.devices.some(({ name, master }) => name === device && master !== null))
      continue;
    const neighbours = host?.neighbours;
    const others =
      running.length <= MOST_ACQUAINTED || host === undefined
        ? running
        : new Set(gatewaysOf(host, device).flatMap((gateway) => owners.get(gateway) ?? []));
    for (const other of others) {
      if (other.namespace === namespace && other.device === device) continue;
      for (const address of other.addresses) {
        const question = { address, device };
        if (neighbours?.get(question)?.state === "PERMANENT") continue;
        neighbours?.set(question, { mac: other.mac, state: "REACHABLE", since: 0 });
      }
    }
  }
}

function gatewaysOf({ namespace }: Host, device: string): readonly Address[] {
  const { ipv4, ipv6 } = namespace.routes;
  return [...ipv4, ...ipv6].flatMap((route) =>
    route.device === device && route.gateway !== null ? [route.gateway] : [],
  );
}

function knowGateways(host: Host, wires: Wires): void {
  const { ipv4, ipv6 } = host.namespace.routes;
  for (const { gateway: address, device } of [...ipv4, ...ipv6]) {
    if (address === null || device === null) continue;
    if (host.neighbours.get({ address, device }) !== null) continue;
    const answer = askLink(host, { address, device }, wires);
    if (answer === null) continue;
    host.neighbours.set({ address, device }, { mac: answer.mac, state: "REACHABLE", since: 0 });
  }
}
