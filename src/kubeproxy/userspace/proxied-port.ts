import { familyOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { hash } from "../../base/random.js";
import type { Service, ServicePort as ClusterServicePort } from "../../cluster/service.js";
import type { ProxyInput } from "../input.js";
import { isLoopback } from "../node-port-address.js";
import { servicePortName, servicePortsOf } from "../service-port.js";

/** A port of a Service for which kube-proxy's process on a node listens. */
export interface ProxiedPort {
  /** `ns/name:port`, or `ns/name` where the port has no name. */
  readonly name: string;
  readonly protocol: "tcp" | "udp";
  /** Where the process listens. */
  readonly proxyPort: number;
  /** The addresses that are redirected there: the cluster's, external ones, those of the load balancer. */
  readonly portals: readonly Portal[];
  readonly port: number;
  readonly nodePort: number | null;
  readonly affinitySeconds: number | null;
}

/** An address of a Service; an external one may be of a host that clients reach without this node. */
export interface Portal {
  readonly address: Address;
  readonly isExternal: boolean;
}

/**
 * The ports that kube-proxy serves in userspace mode, in the order of their names (kubernetes pkg/proxy/userspace/proxier.go
 * v1.25: mergeService). There is one proxier, of the node's first family, and it knows a Service's first address alone;
 * SCTP it cannot serve, and policies, source ranges and `ipMode` it does not read.
 */
export function proxiedPortsOf(input: ProxyInput): readonly ProxiedPort[] {
  const { family, nodeName } = input;
  if (!isProxierFamily(input)) return [];
  const services = new Map(
    input.services
      .filter(({ clusterAddresses: [first] }) => first !== undefined && familyOf(first) === family)
      .map((service) => [`${service.namespace}/${service.name}`, service]),
  );
  const taken = new Set<string>();
  return servicePortsOf([...services.values()], family).flatMap(
    ({ namespace, service: name, portName, protocol }): readonly ProxiedPort[] => {
      const service = services.get(`${namespace}/${name}`);
      const port = service?.ports.find(
        (each) => each.name === portName && each.protocol === protocol,
      );
      if (service === undefined || port === undefined || protocol === "sctp") return [];
      const described = describe(service, port, family);
      const key = JSON.stringify([nodeName, protocol, described]);
      const proxyPort = freePort(key, protocol, taken);
      return [{ ...described, protocol, proxyPort }];
    },
  );
}

/** Whether the node has a proxier of the input's family: there is one only, of the family of the node's own address (cmd/kube-proxy/app/server_others.go v1.25). */
export function isProxierFamily({ family, localAddresses, nodeAddress }: ProxyInput): boolean {
  const own = localAddresses.find((local) => !isLoopback(local));
  return family === familyOf(own ?? nodeAddress);
}

function describe(
  service: Service,
  { name, port, nodePort }: ClusterServicePort,
  family: Family,
): Omit<ProxiedPort, "protocol" | "proxyPort"> {
  const isOwn = (address: Address | null): address is Address =>
    address !== null && familyOf(address) === family;
  const balancer = service.loadBalancerIngress.map(({ address }) => address);
  return {
    name: servicePortName(service.namespace, service.name, name),
    portals: [
      ...service.clusterAddresses.slice(0, 1).map((address) => ({ address, isExternal: false })),
      ...service.externalAddresses.filter(isOwn).map((address) => ({ address, isExternal: true })),
      ...balancer.filter(isOwn).map((address) => ({ address, isExternal: false })),
    ],
    port,
    nodePort,
    affinitySeconds: service.affinitySeconds,
  };
}

// linux net.ipv4.ip_local_port_range: 32768 60999.
const FIRST_PORT = 32768;
const PORTS = 28232;

/**
 * Without `--proxy-port-range` the kernel gives a port: bind(0) starts anywhere in the range, and for TCP takes the odd ones
 * first (linux net/ipv4/inet_connection_sock.c: inet_csk_find_open_port). Here the start follows from all that the port is
 * for: a Service that changes gets a new socket, and so another port, as with sameConfig.
 */
function freePort(key: string, protocol: "tcp" | "udp", taken: Set<string>): number {
  const stride = protocol === "tcp" ? 2 : 1;
  const start = protocol === "tcp" ? hash(key) | 1 : hash(key);
  for (let tried = 0; tried < PORTS; tried += stride) {
    const port = FIRST_PORT + ((((start >>> 0) % PORTS) + tried) % PORTS);
    if (taken.has(`${protocol} ${port}`)) continue;
    taken.add(`${protocol} ${port}`);
    return port;
  }
  throw new Error("hopwise: no free port");
}
