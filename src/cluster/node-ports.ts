import { createRandom } from "../base/random.js";
import type { Said, ServiceDeclaration, ServicePortDeclaration, Shortage } from "./declaration.js";
import type { Service, ServicePort } from "./service.js";

/** The API server's `--service-node-port-range`. */
export const NODE_PORT_RANGE = { min: 30_000, max: 32_767 } as const;

/** The node ports that one Service gets. */
export interface NodePorts {
  readonly ports: readonly ServicePort[];
  readonly healthCheckNodePort: number | null;
}

/** Hands out node ports to Services, one after the other. */
export type NodePortAllocator = (service: ServiceDeclaration) => NodePorts;

// The first 86 ports are kept for those who choose one themselves (kubernetes pkg/registry/core/service/portallocator v1.36: calculateRangeOffset).
const FREE_FROM = NODE_PORT_RANGE.min + 86;
const FREE_COUNT = NODE_PORT_RANGE.max - FREE_FROM + 1;

/**
 * The API server's allocator. It draws at random, so the draw depends on the Service's name alone and another
 * Service moves it only where the two would meet.
 */
export function createNodePortAllocator(
  services: readonly ServiceDeclaration[],
  shortages: Shortage[],
  others: readonly Service[] = [],
): NodePortAllocator {
  const taken = new Set([...services, ...others].flatMap(nodePortsOf));
  const take = (purpose: string, owner: Said<string>): number | null => {
    const start = createRandom(0, purpose).integer(FREE_COUNT);
    for (let tried = 0; tried < FREE_COUNT; tried++) {
      const port = FREE_FROM + ((start + tried) % FREE_COUNT);
      if (taken.has(port)) continue;
      taken.add(port);
      return port;
    }
    shortages.push({ range: `${NODE_PORT_RANGE.min}-${NODE_PORT_RANGE.max}`, owner });
    return null;
  };
  return (service) => {
    const purpose = `node port ${service.namespace}/${service.name.value}`;
    const byPort = new Map(service.ports.map((port) => [port.port, saidAlike(service, port)]));
    const ports = service.ports.map((port): ServicePort => {
      const { name, protocol, targetPort } = port;
      const plain = { name, protocol, port: port.port, targetPort, nodePort: port.nodePort };
      if (port.nodePort !== null || !needsNodePorts(service)) return plain;
      // The same number over two protocols has the same node port.
      const nodePort =
        byPort.get(port.port) ?? take(`${purpose} ${port.port}/${port.protocol}`, service.name);
      byPort.set(port.port, nodePort);
      return { ...plain, nodePort };
    });
    const said = service.healthCheckNodePort?.value ?? null;
    const healthCheckNodePort =
      said === null && needsHealthCheck(service) ? take(`${purpose} health`, service.name) : said;
    return { ports, healthCheckNodePort };
  };
}

/** Whether the ports of a Service that say no node port get one. */
function needsNodePorts({ type, allocatesNodePorts }: ServiceDeclaration): boolean {
  return type === "NodePort" || (type === "LoadBalancer" && allocatesNodePorts);
}

/** Whether a load balancer asks the nodes which of them have endpoints. */
export function needsHealthCheck({
  type,
  externalTrafficPolicy,
}: Pick<ServiceDeclaration, "type" | "externalTrafficPolicy">): boolean {
  return type === "LoadBalancer" && externalTrafficPolicy === "Local";
}

// Those that a declaration says, or that a Service has.
function nodePortsOf({
  ports,
  healthCheckNodePort: health,
}: ServiceDeclaration | Service): readonly number[] {
  const own = typeof health === "object" ? (health?.value ?? null) : health;
  return [...ports.map(({ nodePort }) => nodePort), own].filter((port) => port !== null);
}

function saidAlike(service: ServiceDeclaration, { port }: ServicePortDeclaration): number | null {
  const alike = service.ports.find((other) => other.port === port && other.nodePort !== null);
  return alike?.nodePort ?? null;
}
