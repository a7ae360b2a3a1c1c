import { formatEndpoint } from "../base/address.js";
import type { Address } from "../base/address.js";
import { endpointsOfPort, listedPortsOf } from "./endpoint.js";
import type { ProxyInput } from "./input.js";
import { servicePortsOf } from "./service-port.js";

/** A flow of conntrack as far as the cleaning of stale ones looks at it. */
export interface UdpFlow {
  readonly destination: Address;
  readonly destinationPort: number;
  /** Where answers come from: the endpoint, once a Service's address was translated. */
  readonly replySource: Address;
  readonly replySourcePort: number;
}

/**
 * Tells which UDP flows kube-proxy deletes after a sync: those to an address and port, or a node port, of a Service that are
 * answered by none of its serving endpoints. Traffic policies and the end of a pod play no part, and a Service without a serving
 * endpoint is passed over (pkg/proxy/conntrack/cleanup.go v1.36: CleanStaleEntries).
 */
export function staleFlows(input: ProxyInput): (flow: UdpFlow) => boolean {
  const listed = listedPortsOf(input.endpointSlices, input.family);
  const byPlace = new Map<string, ReadonlySet<string>>();
  const byNodePort = new Map<number, ReadonlySet<string>>();
  for (const port of servicePortsOf(input.services, input.family)) {
    if (port.protocol !== "udp") continue;
    const all = endpointsOfPort(listed, port, input.nodeName);
    const serving = new Set(all.filter((one) => one.serving).map(({ text }) => text));
    if (serving.size === 0) continue;
    const { clusterAddress, loadBalancerAddresses, externalAddresses } = port;
    for (const own of [clusterAddress, ...loadBalancerAddresses, ...externalAddresses])
      byPlace.set(formatEndpoint(own, port.port), serving);
    if (port.nodePort !== null) byNodePort.set(port.nodePort, serving);
  }
  return ({ destination, destinationPort, replySource, replySourcePort }) => {
    const answering = formatEndpoint(replySource, replySourcePort);
    const isStale = (serving: ReadonlySet<string> | undefined): boolean =>
      serving !== undefined && !serving.has(answering);
    return (
      isStale(byPlace.get(formatEndpoint(destination, destinationPort))) ||
      isStale(byNodePort.get(destinationPort))
    );
  };
}
