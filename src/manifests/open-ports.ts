import type {
  EndpointSliceDeclaration,
  PodDeclaration,
  ServiceDeclaration,
  WorkloadDeclaration,
} from "../cluster/declaration.js";
import type { Server, TransportProtocol } from "../cluster/pod.js";

/**
 * Pods that declare no port at all listen on the numbers that Services send to: `containerPort` only informs, and where
 * nobody wrote any, a refused connection would tell of a mistake that is none.
 */
export function withOpenPorts(
  workloads: readonly WorkloadDeclaration[],
  services: readonly ServiceDeclaration[],
  slices: readonly EndpointSliceDeclaration[],
): readonly WorkloadDeclaration[] {
  const byPod = portsByPod(slices);
  const byLabel = servicesByLabel(services);
  return workloads.map((workload) => {
    if (workload.containers.some(({ servers }) => servers.length > 0)) return workload;
    const [first, ...others] = workload.containers;
    const selecting = Object.entries(workload.labels)
      .flatMap((label) => byLabel.get(keyOf(workload.namespace, label)) ?? [])
      .filter((service) => isSelected(workload, service))
      .slice(0, MOST_SERVICES);
    const wanted = [
      ...selecting.flatMap(({ ports }) =>
        ports.flatMap(({ targetPort, protocol }) =>
          typeof targetPort === "number" ? [{ port: targetPort, protocol }] : [],
        ),
      ),
      ...(byPod.get(`${workload.namespace}/${workload.name.value}`) ?? []),
    ];
    if (first === undefined || wanted.length === 0) return workload;
    return { ...workload, containers: [{ ...first, servers: serversOf(wanted) }, ...others] };
  });
}

/** More Services than send to any real pod. */
const MOST_SERVICES = 100;

/** Services by the first label that they select, so that not every pod is held against every Service. */
function servicesByLabel(
  services: readonly ServiceDeclaration[],
): ReadonlyMap<string, readonly ServiceDeclaration[]> {
  const found = new Map<string, ServiceDeclaration[]>();
  for (const service of services) {
    const [label] = Object.entries(service.selector);
    if (label === undefined) continue;
    const key = keyOf(service.namespace, label);
    const alike = found.get(key) ?? [];
    if (alike.length < MOST_SERVICES) alike.push(service);
    found.set(key, alike);
  }
  return found;
}

function keyOf(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace} ${key}=${value}`;
}

interface Port {
  readonly port: number;
  readonly protocol: TransportProtocol;
}

function portsByPod(
  slices: readonly EndpointSliceDeclaration[],
): ReadonlyMap<string, readonly Port[]> {
  const found = new Map<string, readonly Port[]>();
  for (const { namespace, endpoints, ports } of slices)
    for (const { pod } of endpoints) {
      const key = `${namespace}/${pod ?? ""}`;
      const own = found.get(key) ?? [];
      if (pod !== null && own.length < MOST_SERVICES) found.set(key, [...own, ...ports]);
    }
  return found;
}

function isSelected(
  { namespace, labels }: Pick<PodDeclaration, "namespace" | "labels">,
  service: ServiceDeclaration,
): boolean {
  const wanted = Object.entries(service.selector);
  return (
    wanted.length > 0 &&
    service.namespace === namespace &&
    wanted.every(([key, value]) => labels[key] === value)
  );
}

function serversOf(ports: readonly Port[]): readonly Server[] {
  const distinct = new Map(ports.map((port) => [`${port.port}/${port.protocol}`, port]));
  return [...distinct.values()].map(({ port, protocol }): Server => ({
    protocol,
    address: null,
    port,
    portName: null,
    application: protocol === "tcp" ? { kind: "pod-name" } : { kind: "echo" },
  }));
}
