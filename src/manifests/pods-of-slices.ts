import type { EndpointSliceDeclaration, PodDeclaration } from "../cluster/declaration.js";
import { DEFAULT_GRACE_SECONDS } from "../cluster/pod.js";
import { USUAL_RESOLVER } from "../cluster/pod-resolver.js";
import type { Server } from "../cluster/pod.js";

/**
 * The pods that slices name and the YAML does not list: `kubectl get svc,endpointslices` lists none, and they answer
 * all the same, on the ports of their slices.
 */
export function podsOfSlices(
  slices: readonly EndpointSliceDeclaration[],
  listed: readonly PodDeclaration[],
): readonly PodDeclaration[] {
  const known = new Set(listed.map(({ namespace, name }) => `${namespace}/${name.value}`));
  const found = new Map<string, PodDeclaration>();
  for (const slice of slices) {
    for (const endpoint of slice.endpoints) {
      const key = `${slice.namespace}/${endpoint.pod ?? ""}`;
      if (endpoint.pod === null || known.has(key)) continue;
      const before = found.get(key);
      const addresses = [...(before?.addresses ?? []), ...endpoint.addresses.slice(0, 1)];
      const servers = [...(before?.containers[0]?.servers ?? []), ...serversOf(slice)];
      found.set(key, {
        kind: "pod",
        name: { value: endpoint.pod, span: endpoint.span },
        namespace: slice.namespace,
        labels: {},
        containers: [{ name: endpoint.pod, servers: distinct(servers), hostPorts: [] }],
        dnsPolicy: "ClusterFirst",
        resolver: USUAL_RESOLVER,
        graceSeconds: DEFAULT_GRACE_SECONDS,
        addresses: addresses.filter(
          ({ value }, index) => addresses.findIndex((other) => other.value === value) === index,
        ),
        hostNetwork: false,
        node: endpoint.node === null ? null : { value: endpoint.node, span: endpoint.span },
        ready: endpoint.serving ?? endpoint.ready ?? true,
        terminating: endpoint.terminating ?? false,
        deployment: null,
      });
    }
  }
  return [...found.values()];
}

function serversOf({ ports, service, namespace }: EndpointSliceDeclaration): readonly Server[] {
  const isDns = namespace === "kube-system" && service?.value === "kube-dns";
  return ports.map(({ port, protocol, name }): Server => ({
    protocol,
    address: null,
    port,
    portName: name === "" ? null : name,
    application: isDns
      ? { kind: "coredns" }
      : protocol === "tcp"
        ? { kind: "pod-name" }
        : { kind: "echo" },
  }));
}

function distinct(servers: readonly Server[]): readonly Server[] {
  return [...new Map(servers.map((one) => [`${one.port}/${one.protocol}`, one])).values()];
}
