import type { NamespaceId } from "../../trace/id.js";
import type { Host } from "../host.js";
import type { NamespaceKind } from "../namespace.js";
import type { Segment } from "../segment.js";
import { askLink } from "./ask.js";
import type { Wires } from "./wires.js";

// A declared host has just been switched on; a cluster has been running for a while.
const RUNNING: ReadonlySet<NamespaceKind> = new Set(["node", "pod", "outside"] as const);

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
  for (const { namespace, device } of running) {
    const neighbours = hosts.get(namespace)?.neighbours;
    for (const other of running) {
      if (other.namespace === namespace && other.device === device) continue;
      for (const address of other.addresses) {
        const question = { address, device };
        if (neighbours?.get(question)?.state === "PERMANENT") continue;
        neighbours?.set(question, { mac: other.mac, state: "REACHABLE", since: 0 });
      }
    }
  }
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
