import type { Scenario } from "../../cluster/scenario.js";
import type { Pod, Server } from "../../cluster/pod.js";
import type { DnsServer } from "../../dns/server.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { outsideNamespaceId } from "../../network/cni/kindnet/outside.js";
import { podNamespaceId } from "../../network/cni/kindnet/pod-namespace.js";
import type { NamespaceId } from "../../trace/id.js";
import { coredns } from "../application/coredns.js";
import { httpServer } from "../application/http-server.js";
import { silentServer } from "../application/silent-server.js";
import { upstreamServer } from "../application/upstream-server.js";
import type { Program } from "../effect.js";

/** A process that listens from the start. */
export interface ServerPlan {
  readonly namespace: NamespaceId;
  /** `http`, `coredns`, `dns`. */
  readonly program: string;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  readonly run: () => Program<void>;
}

/** Every server of the cluster's pods, and of the hosts outside. */
export function planServers(
  { cluster, upstreams }: Scenario,
  dnsServerOf: (pod: Pod) => DnsServer,
): readonly ServerPlan[] {
  const inPods = cluster.pods.flatMap((pod) =>
    pod.containers
      .flatMap((container) => container.servers)
      .flatMap((server) => planServer(server, pod, dnsServerOf)),
  );
  const outside = upstreams.map(({ address, records }): ServerPlan => ({
    namespace: outsideNamespaceId(address, cluster.settings),
    program: "dns",
    protocol: "udp",
    port: 53,
    run: () => upstreamServer(records),
  }));
  return [...inPods, ...outside];
}

/** The namespace that a pod's processes live in. */
export function namespaceOfPod(pod: Pod): NamespaceId {
  return pod.hostNetwork ? nodeNamespaceId(pod.node) : podNamespaceId(pod);
}

function planServer(
  server: Server,
  pod: Pod,
  dnsServerOf: (pod: Pod) => DnsServer,
): readonly ServerPlan[] {
  const { application, protocol, port } = server;
  // Packets are TCP, UDP or ICMP here; who listens for SCTP is never reached.
  if (protocol === "sctp") return [];
  const plan = { namespace: namespaceOfPod(pod), program: application.kind, protocol, port };
  switch (application.kind) {
    case "http":
      return protocol === "tcp" ? [{ ...plan, run: () => httpServer(port, application) }] : [];
    case "coredns":
      return protocol === "udp" ? [{ ...plan, run: () => coredns(dnsServerOf(pod), port) }] : [];
    case "silent":
      return [{ ...plan, run: () => silentServer(server) }];
  }
}
