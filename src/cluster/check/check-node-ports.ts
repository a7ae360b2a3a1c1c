import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { ServiceDeclaration, ServicePortDeclaration } from "../declaration.js";
import { needsHealthCheck, NODE_PORT_RANGE } from "../node-ports.js";
import { serviceKey } from "../service.js";

/** Reports node ports that are out of the range, taken, or without use, and leaves them out: those that are needed are handed out then. */
export function checkNodePorts(
  services: readonly ServiceDeclaration[],
  report: Report,
): readonly ServiceDeclaration[] {
  // By port: who has it, and over which protocols.
  const taken = new Map<number, Claim>();
  return services.map((service) => {
    const ports = service.ports.map((port) => checkPort(service, port, taken, report));
    return { ...service, ports, ...checkHealthPort(service, taken, report) };
  });
}

interface Claim {
  readonly owner: string;
  readonly protocols: ReadonlySet<string>;
}

function checkPort(
  service: ServiceDeclaration,
  port: ServicePortDeclaration,
  taken: Map<number, Claim>,
  report: Report,
): ServicePortDeclaration {
  const { nodePort, protocol, nodePortSpan: span = port.span } = port;
  if (nodePort === null) return port;
  const without = { ...port, nodePort: null };
  if (service.type !== "NodePort" && service.type !== "LoadBalancer") {
    const parameters = { service: service.name.value, type: service.type, port: nodePort };
    report(errorAt(span, "node-port-without-use", parameters));
    return without;
  }
  return claim(service, { port: nodePort, span, protocol }, taken, report) ? port : without;
}

function checkHealthPort(
  service: ServiceDeclaration,
  taken: Map<number, Claim>,
  report: Report,
): Pick<ServiceDeclaration, "healthCheckNodePort"> {
  const { healthCheckNodePort } = service;
  if (healthCheckNodePort === null) return { healthCheckNodePort };
  const { value: port, span } = healthCheckNodePort;
  if (!needsHealthCheck(service)) {
    report(errorAt(span, "health-port-without-need", { service: service.name.value, port }));
    return { healthCheckNodePort: null };
  }
  const right = claim(service, { port, span, protocol: "health" }, taken, report);
  return { healthCheckNodePort: right ? healthCheckNodePort : null };
}

/** Whether a Service may have a node port; notes it then. */
function claim(
  service: ServiceDeclaration,
  wish: { readonly port: number; readonly span: SourceSpan; readonly protocol: string },
  taken: Map<number, Claim>,
  report: Report,
): boolean {
  const { port, span, protocol } = wish;
  const owner = serviceKey({ namespace: service.namespace, name: service.name.value });
  const { min, max } = NODE_PORT_RANGE;
  if (port < min || port > max) {
    report(errorAt(span, "node-port-outside", { service: service.name.value, port, min, max }));
    return false;
  }
  const other = taken.get(port);
  // Two ports of one Service may share a node port where their protocols differ; the API server knows no other sharing.
  if (other !== undefined && (other.owner !== owner || other.protocols.has(protocol))) {
    report(errorAt(span, "duplicate-node-port", { port, owner: other.owner }));
    return false;
  }
  taken.set(port, { owner, protocols: new Set([...(other?.protocols ?? []), protocol]) });
  return true;
}
