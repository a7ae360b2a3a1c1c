import { DEFAULT_GRACE_SECONDS } from "../../cluster/pod.js";
import type { Container, HostPort, Pod } from "../../cluster/pod.js";
import type { DnsConfig } from "../../cluster/pod-resolver.js";
import { labelsOrNothing, listOrNothing } from "./part.js";
import type { Printable } from "./print-yaml.js";

/** A Pod as the API server would return it, as far as its network goes; what serves on its ports no object says. */
export function podObject(pod: Pod): Printable {
  const isReady = pod.ready && pod.phase !== "starting";
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      // Whenever that was: it is being deleted.
      deletionTimestamp: pod.phase === "terminating" ? "1970-01-01T00:00:00Z" : undefined,
      labels: labelsOrNothing(pod.labels),
      name: pod.name,
      namespace: pod.namespace,
    },
    spec: {
      containers: pod.containers.map(containerObject),
      dnsConfig: dnsConfigObject(pod.resolver.dnsConfig),
      dnsPolicy: pod.dnsPolicy,
      hostAliases: listOrNothing(
        pod.resolver.hostAliases.map(({ address: ip, names: hostnames }) => ({ hostnames, ip })),
      ),
      hostNetwork: pod.hostNetwork || undefined,
      hostname: pod.hostname,
      nodeName: pod.node,
      subdomain: pod.subdomain,
      terminationGracePeriodSeconds:
        pod.graceSeconds === DEFAULT_GRACE_SECONDS ? undefined : pod.graceSeconds,
    },
    status: {
      conditions: [{ status: isReady ? "True" : "False", type: "Ready" }],
      phase: pod.phase === "starting" ? "Pending" : "Running",
      podIP: pod.addresses[0],
      podIPs: listOrNothing(pod.addresses.map((ip) => ({ ip }))),
    },
  };
}

function dnsConfigObject(config: DnsConfig | null): Printable | undefined {
  if (config === null) return undefined;
  const options = config.options.map(({ name, value }) => ({ name, value: value ?? undefined }));
  return {
    nameservers: listOrNothing(config.nameservers),
    options: listOrNothing(options),
    searches: listOrNothing(config.searches),
  };
}

function containerObject({ name, servers, hostPorts }: Container): Printable {
  const ports = servers.flatMap(({ port, protocol, portName }) => {
    const own = hostPorts.filter(
      (outer) => outer.containerPort === port && outer.protocol === protocol,
    );
    const object = (outer: HostPort | null): Printable => ({
      containerPort: port,
      hostIP: outer?.address ?? undefined,
      hostPort: outer?.hostPort,
      name: portName ?? undefined,
      protocol: protocol.toUpperCase(),
    });
    return own.length === 0 ? [object(null)] : own.map(object);
  });
  return { name, ports: listOrNothing(ports) };
}
