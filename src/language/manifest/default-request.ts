import type { SourceSpan } from "../../base/source-span.js";
import type { Cluster } from "../../cluster/cluster.js";
import { selectPods } from "../../cluster/endpoint-slices.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { PlayItem } from "../../cluster/scenario.js";
import type { Service, ServicePort } from "../../cluster/service.js";
import { shortKey } from "../play/context.js";

/** A request that nobody asked for, and how it would be written in a play. */
export interface DefaultRequest {
  readonly item: PlayItem;
  readonly line: string;
}

/** What a cluster alone can show: its first Service, asked by the first pod that is not behind it; null without a Service. */
export function defaultRequest(cluster: Cluster, span: SourceSpan): DefaultRequest | null {
  const service = cluster.services.find((one) => isOwn(one) && portOf(one) !== null);
  const port = service === undefined ? null : portOf(service);
  if (service === undefined || port === null) return null;
  const pod = clientFor(service, cluster);
  const node = cluster.nodes[0]?.name ?? "";
  const host = pod === null ? hostForNode(service) : nameFor(service, pod.namespace);
  const client =
    pod === null
      ? ({ kind: "node", name: node } as const)
      : ({ kind: "pod", name: podKey(pod) } as const);
  const who = pod === null ? `node ${node}` : shortKey(pod);
  if (port.protocol === "udp") {
    const command = { kind: "send", host, port: port.port, size: 32, sourcePort: null } as const;
    const item: PlayItem = { kind: "request", client, command, times: 1, span };
    return { item, line: `${who} send udp ${bracketed(host)}:${port.port}` };
  }
  const url = `http://${bracketed(host)}${port.port === 80 ? "" : `:${port.port}`}`;
  const command = { kind: "curl", url, host, port: port.port, path: "/" } as const;
  return {
    item: { kind: "request", client, command, times: 1, span },
    line: `${who} curl ${url}`,
  };
}

function isOwn({ namespace, name, type }: Service): boolean {
  const isDefault =
    (namespace === "default" && name === "kubernetes") ||
    (namespace === "kube-system" && name === "kube-dns");
  return !isDefault && type !== "ExternalName";
}

function portOf({ ports }: Service): ServicePort | null {
  return ports.find(({ protocol }) => protocol !== "sctp") ?? null;
}

function clientFor(service: Service, cluster: Cluster): Pod | null {
  const behind = new Set(selectPods(service, cluster.pods));
  const able = cluster.pods.filter(
    (pod) => pod.ready && !pod.hostNetwork && pod.namespace !== "kube-system",
  );
  return able.find((pod) => !behind.has(pod)) ?? able[0] ?? null;
}

function nameFor({ name, namespace }: Service, from: string): string {
  return namespace === from ? name : `${name}.${namespace}`;
}

// A node does not ask the cluster's DNS.
function hostForNode({ clusterAddresses, name }: Service): string {
  return clusterAddresses[0] ?? name;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
