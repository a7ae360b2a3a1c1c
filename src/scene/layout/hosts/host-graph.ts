import type { DeviceHeader } from "../../../trace/host-tables.js";
import type { NamespaceHeader, SegmentHeader } from "../../../trace/header.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { Trace } from "../../../trace/trace.js";
import { castOf } from "../cast.js";
import { wholeTrace } from "../whole-trace.js";

/** Who is wired to whom: hosts with what stands inside them, and what joins hosts. */
export interface HostGraph {
  readonly hosts: readonly HostNode[];
  readonly hidden: readonly string[];
  readonly links: readonly HostLink[];
}

/** A host, a switch or a node, with every device that it has at any time of the play. */
export interface HostNode {
  readonly namespace: NamespaceHeader;
  readonly devices: readonly DeviceHeader[];
  readonly inner: readonly NamespaceHeader[];
}

/** A cable or a network between hosts. */
export interface HostLink {
  readonly segment: SegmentHeader;
  readonly ports: readonly { readonly host: NamespaceId; readonly device: string }[];
}

/** More hosts than these have no room. */
const MOST_HOSTS = 12;

/** The hosts of a trace in the order in which they stand best beside each other, and the links between them. */
export function hostGraphOf(played: Trace): HostGraph {
  const trace = wholeTrace(played);
  const { namespaces, segments } = trace.header;
  const ids = new Set(namespaces.map(({ id }) => id));
  const isTop = ({ node }: NamespaceHeader): boolean => node === null || !ids.has(node);
  const all = namespaces.filter(isTop);
  const { namespaces: cast } = castOf(trace);
  const wanted = all.filter(({ id, kind }) => kind !== "outside" || cast.has(id));
  const first = wanted.filter(({ id }) => cast.has(id));
  const kept = new Set([...first, ...wanted].slice(0, MOST_HOSTS));
  const tops = wanted.filter((namespace) => kept.has(namespace));
  const hosts = tops.map((namespace): HostNode => ({
    namespace,
    devices: namespace.tables.devices,
    inner: namespaces.filter(({ node }) => node === namespace.id),
  }));
  const shown = new Set(tops.map(({ id }) => id));
  const links = segments.flatMap((segment): readonly HostLink[] => {
    const ports = segment.ports
      .filter(({ namespace }) => shown.has(namespace))
      .map(({ namespace, device }) => ({ host: namespace, device }));
    const isInner = segment.kind === "veth" && ports.length < 2;
    return ports.length === 0 || isInner ? [] : [{ segment, ports }];
  });
  return {
    hosts: inBestOrder(hosts, links),
    hidden: wanted.filter((namespace) => !kept.has(namespace)).map(({ name }) => name),
    links,
  };
}

// Neighbours side by side: the walk along the links that makes all of them together the shortest.
function inBestOrder(hosts: readonly HostNode[], links: readonly HostLink[]): readonly HostNode[] {
  const orders = [hosts, ...hosts.map((start) => walkFrom(start, hosts, links))];
  let best = hosts;
  let shortest = Infinity;
  for (const order of orders) {
    const length = lengthOf(order, links);
    if (length < shortest) [best, shortest] = [order, length];
  }
  return best;
}

function walkFrom(
  start: HostNode,
  hosts: readonly HostNode[],
  links: readonly HostLink[],
): readonly HostNode[] {
  const order: HostNode[] = [];
  const waiting = [start];
  const left = new Set(hosts);
  for (;;) {
    const next = waiting.pop() ?? [...left][0];
    if (next === undefined) return order;
    if (!left.delete(next)) continue;
    order.push(next);
    const near = links
      .filter(({ ports }) => ports.some(({ host }) => host === next.namespace.id))
      .flatMap(({ ports }) => ports.map(({ host }) => host));
    // Those with the fewest neighbours last in, so that they come at once.
    const found = hosts.filter((host) => left.has(host) && near.includes(host.namespace.id));
    waiting.push(...found.sort((a, b) => degreeOf(b, links) - degreeOf(a, links)));
  }
}

function degreeOf({ namespace }: HostNode, links: readonly HostLink[]): number {
  return links.filter(({ ports }) => ports.some(({ host }) => host === namespace.id)).length;
}

function lengthOf(order: readonly HostNode[], links: readonly HostLink[]): number {
  const place = new Map(order.map(({ namespace }, index) => [namespace.id, index]));
  return links.reduce((sum, { ports }) => {
    const places = ports.map(({ host }) => place.get(host) ?? 0);
    return sum + Math.max(...places) - Math.min(...places);
  }, 0);
}
