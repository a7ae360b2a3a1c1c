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
  return workloads.map((workload) => {
    if (workload.containers.some(({ servers }) => servers.length > 0)) return workload;
    const [first, ...others] = workload.containers;
    const selecting = services.filter((service) => isSelected(workload, service));
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
      if (pod !== null) found.set(key, [...(found.get(key) ?? []), ...ports]);
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
