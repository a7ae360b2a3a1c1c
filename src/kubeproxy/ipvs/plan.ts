import { formatEndpoint } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, formatPrefix } from "../../base/prefix.js";
import type { ProxyEndpoint } from "../endpoint.js";
import { endpointsOfPort, listedPortsOf } from "../endpoint.js";
import { categorizeEndpoints } from "../endpoint-category.js";
import type { EndpointCategories } from "../endpoint-category.js";
import type { ProxyInput } from "../input.js";
import { servicePortsOf } from "../service-port.js";
import type { ServicePort } from "../service-port.js";
import { PROXY_SETS } from "./ip-set.js";
import type { ProxySetName } from "./ip-set.js";
import { nodeAddressesOf, nodePortServersOf } from "./node-addresses.js";
import type { VirtualServerPlan } from "./virtual-server.js";

/** What kube-proxy keeps in ipvs mode for one family of a node. */
export interface IpvsPlan {
  /** Each set's entries, as `ipset add` takes them. */
  readonly entries: ReadonlyMap<ProxySetName, ReadonlySet<string>>;
  readonly virtualServers: readonly VirtualServerPlan[];
  /** The addresses of kube-ipvs0. */
  readonly bound: ReadonlySet<Address>;
  /** Load balancers' addresses that the node itself may not use, as their source ranges leave it out. */
  readonly blocked: readonly BlockedAddress[];
}

/** A load balancer's port that the node may not use. */
export interface BlockedAddress {
  readonly address: Address;
  readonly protocol: string;
  readonly port: number;
}

interface Draft {
  readonly input: ProxyInput;
  readonly entries: ReadonlyMap<ProxySetName, Set<string>>;
  /** By protocol, address and port: of two Services that want the same one, the later wins. */
  readonly servers: Map<string, VirtualServerPlan>;
  readonly bound: Set<Address>;
  readonly blocked: BlockedAddress[];
  /** The addresses of the node's other devices. */
  readonly nodeAddresses: ReadonlySet<Address>;
  readonly nodePortServers: readonly Address[];
}

/** Works out sets, virtual servers and bound addresses (kubernetes pkg/proxy/ipvs/proxier.go v1.36: syncProxyRules). */
export function planIpvs(input: ProxyInput): IpvsPlan {
  const listed = listedPortsOf(input.endpointSlices, input.family);
  const draft: Draft = {
    input,
    entries: new Map(PROXY_SETS.map(({ name }) => [name, new Set<string>()])),
    servers: new Map(),
    bound: new Set(),
    blocked: [],
    nodeAddresses: new Set(nodeAddressesOf(input)),
    nodePortServers: nodePortServersOf(input),
  };
  for (const port of servicePortsOf(input.services, input.family))
    planPort(port, endpointsOfPort(listed, port, input.nodeName), draft);
  for (const address of draft.bound) add(draft, "KUBE-IPVS-IPS", address);
  return { ...draft, virtualServers: [...draft.servers.values()] };
}

function planPort(port: ServicePort, endpoints: readonly ProxyEndpoint[], draft: Draft): void {
  const chosen = categorizeEndpoints(endpoints, port, draft.input);
  for (const { local, address, text } of endpoints) {
    if (local)
      add(draft, "KUBE-LOOP-BACK", `${address},${port.protocol}:${portOf(text)},${address}`);
  }
  planCluster(port, chosen, draft);
  for (const address of port.externalAddresses) planExternal(port, address, chosen, draft);
  for (const address of port.loadBalancerAddresses) planBalancer(port, address, chosen, draft);
  if (port.nodePort !== null) {
    // A `continue` in the program leaves out the health check, too.
    if (draft.nodePortServers.length === 0) return;
    planNodePort(port, port.nodePort, chosen, draft);
  }
  if (port.healthCheckNodePort !== null)
    add(draft, "KUBE-HEALTH-CHECK-NODE-PORT", String(port.healthCheckNodePort));
}

function planCluster(port: ServicePort, chosen: EndpointCategories, draft: Draft): void {
  const { clusterAddress, internalPolicyLocal } = port;
  add(draft, "KUBE-CLUSTER-IP", entryOf(port, clusterAddress));
  serve(
    port,
    { address: clusterAddress, port: port.port },
    realServers(chosen, internalPolicyLocal),
    draft,
  );
  draft.bound.add(clusterAddress);
}

function planExternal(
  port: ServicePort,
  address: Address,
  chosen: EndpointCategories,
  draft: Draft,
): void {
  const set = port.externalPolicyLocal ? "KUBE-EXTERNAL-IP-LOCAL" : "KUBE-EXTERNAL-IP";
  add(draft, set, entryOf(port, address));
  serveOutside(port, address, chosen, draft);
}

function planBalancer(
  port: ServicePort,
  address: Address,
  chosen: EndpointCategories,
  draft: Draft,
): void {
  const entry = entryOf(port, address);
  add(draft, "KUBE-LOAD-BALANCER", entry);
  if (port.externalPolicyLocal) add(draft, "KUBE-LOAD-BALANCER-LOCAL", entry);
  if (port.sourceRanges.length > 0) {
    add(draft, "KUBE-LOAD-BALANCER-FW", entry);
    for (const range of port.sourceRanges)
      add(draft, "KUBE-LOAD-BALANCER-SOURCE-CIDR", `${entry},${formatPrefix(range)}`);
    const { nodeAddress } = draft.input;
    if (port.sourceRanges.some((range) => contains(range, nodeAddress)))
      add(draft, "KUBE-LOAD-BALANCER-SOURCE-IP", `${entry},${address}`);
    else draft.blocked.push({ address, protocol: port.protocol, port: port.port });
  }
  serveOutside(port, address, chosen, draft);
}

function planNodePort(
  port: ServicePort,
  nodePort: number,
  chosen: EndpointCategories,
  draft: Draft,
): void {
  const { set, localSet } = NODE_PORT_SETS[port.protocol];
  // Of SCTP the sets hold addresses, too: bitmaps know no protocol.
  const entries =
    port.protocol === "sctp"
      ? draft.nodePortServers.map((address) => `${address},sctp:${nodePort}`)
      : [String(nodePort)];
  for (const entry of entries) {
    add(draft, set, entry);
    if (port.externalPolicyLocal) add(draft, localSet, entry);
  }
  for (const address of draft.nodePortServers)
    serve(port, { address, port: nodePort }, realServers(chosen, port.externalPolicyLocal), draft);
}

const NODE_PORT_SETS = {
  tcp: { set: "KUBE-NODE-PORT-TCP", localSet: "KUBE-NODE-PORT-LOCAL-TCP" },
  udp: { set: "KUBE-NODE-PORT-UDP", localSet: "KUBE-NODE-PORT-LOCAL-UDP" },
  sctp: { set: "KUBE-NODE-PORT-SCTP-HASH", localSet: "KUBE-NODE-PORT-LOCAL-SCTP-HASH" },
} as const;

// An address that another device of the node has stays there.
function serveOutside(
  port: ServicePort,
  address: Address,
  chosen: EndpointCategories,
  draft: Draft,
): void {
  serve(port, { address, port: port.port }, realServers(chosen, port.externalPolicyLocal), draft);
  if (!draft.nodeAddresses.has(address)) draft.bound.add(address);
}

// proxier.go v1.36: syncEndpoint. Where a Local policy finds no endpoint of the node's own, all are taken, so that pods
// still reach them.
function realServers(
  { cluster, local }: EndpointCategories,
  onlyLocal: boolean,
): readonly string[] {
  const chosen = onlyLocal && local.length > 0 ? local : cluster;
  return chosen.map(({ text }) => text);
}

function serve(
  { protocol, affinitySeconds }: ServicePort,
  at: Pick<VirtualServerPlan, "address" | "port">,
  to: readonly string[],
  { input, servers }: Draft,
): void {
  const { scheduler } = input.configuration;
  servers.set(`${protocol} ${formatEndpoint(at.address, at.port)}`, {
    protocol,
    ...at,
    scheduler,
    persistentSeconds: affinitySeconds,
    realServers: to,
  });
}

function entryOf({ protocol, port }: ServicePort, address: Address): string {
  return `${address},${protocol}:${port}`;
}

function portOf(endpoint: string): string {
  return endpoint.slice(endpoint.lastIndexOf(":") + 1);
}

function add({ entries }: Draft, set: ProxySetName, entry: string): void {
  entries.get(set)?.add(entry);
}
