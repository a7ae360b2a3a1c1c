import type { Scenario } from "../../cluster/scenario.js";
import type { Pod, Server, TransportProtocol } from "../../cluster/pod.js";
import { API_SERVER_PORT } from "../../cluster/default-object.js";
import { socketsOf } from "../../dns/server.js";
import type { DnsServer } from "../../dns/server.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { outsideNamespaceId } from "../../network/cni/kindnet/outside.js";
import type { NamespaceId } from "../../trace/id.js";
import { coredns, corednsOverTcp } from "../application/coredns.js";
import { echoServer } from "../application/echo-server.js";
import { httpServer } from "../application/http-server.js";
import { corednsReply, declaredReply, plainRequestReply } from "../application/http-reply.js";
import { inTurn, tcpProxy } from "../application/proxy.js";
import { silentServer } from "../application/silent-server.js";
import { upstreamServer, upstreamServerOverTcp } from "../application/upstream-server.js";
import { hostNamespaceId } from "../../network/topology/host-namespace.js";
import { namespaceOfContainer, namespaceOfPod } from "./actor-namespace.js";
import { runsDnsProgram } from "./dns-program.js";
import type { DnsProgram } from "./dns-program.js";
import { hostRunsCoredns } from "./runs-coredns.js";
import type { Program } from "../effect.js";

/** A process that listens from the start. */
export interface ServerPlan {
  readonly namespace: NamespaceId;
  /** `http`, `coredns`, `node-local-dns`, `dns`, `kube-apiserver`. */
  readonly program: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
  readonly run: () => Program<void>;
}

/** Every server of the cluster's pods, the API servers, and the hosts outside; `programs` are the name servers that run. */
export function planServers(
  scenario: Scenario,
  programs: readonly DnsProgram[],
): readonly ServerPlan[] {
  const { cluster, upstreams, topology } = scenario;
  const apiServers = cluster.nodes
    .filter(({ controlPlane }) => controlPlane)
    .map(({ name }): ServerPlan => ({
      namespace: nodeNamespaceId(name),
      program: "kube-apiserver",
      protocol: "tcp",
      port: API_SERVER_PORT,
      run: () => httpServer(API_SERVER_PORT, plainRequestReply),
    }));
  const inPods = cluster.pods.flatMap(planContainers);
  const inHosts = [...topology.hosts, ...topology.nodes].flatMap((host) => {
    const { kind, name, servers } = host;
    const namespace = kind === "node" ? nodeNamespaceId(name) : hostNamespaceId(name);
    const dns = hostRunsCoredns(host) ? planHostDns(name, namespace, programs) : [];
    return [...dns, ...servers.flatMap((server) => planServer(server, namespace, name))];
  });
  const inContainers = topology.containers.flatMap(({ name, servers }) => {
    const namespace = namespaceOfContainer(topology, name);
    return servers.flatMap((server) => planServer(server, namespace, name));
  });
  const outside = upstreams.flatMap(({ address, records }): readonly ServerPlan[] => {
    const namespace = outsideNamespaceId(address, cluster.settings);
    const shared = { namespace, program: "dns", port: 53 };
    return [
      { ...shared, protocol: "udp", run: () => upstreamServer(records) },
      { ...shared, protocol: "tcp", run: () => upstreamServerOverTcp(records) },
    ];
  });
  const dns = cluster.pods.flatMap((pod) => planDns(pod, programs));
  return [...apiServers, ...dns, ...inPods, ...inHosts, ...inContainers, ...outside];
}

/** The servers of one pod, that of CoreDNS among them. */
export function planPod(pod: Pod, programs: readonly DnsProgram[]): readonly ServerPlan[] {
  return [...planDns(pod, programs), ...planContainers(pod)];
}

function planDns(pod: Pod, programs: readonly DnsProgram[]): readonly ServerPlan[] {
  return programs
    .filter(({ name }) => runsDnsProgram(pod, name))
    .flatMap((program) => planCoredns(() => program.serverOf(pod), namespaceOfPod(pod), program));
}

function planHostDns(
  name: string,
  namespace: NamespaceId,
  programs: readonly DnsProgram[],
): readonly ServerPlan[] {
  return programs.flatMap((program) => {
    const { serverOn } = program;
    return serverOn === undefined ? [] : planCoredns(() => serverOn(name), namespace, program);
  });
}

function planContainers(pod: Pod): readonly ServerPlan[] {
  return pod.containers
    .flatMap((container) => container.servers)
    .flatMap((server) => planServer(server, namespaceOfPod(pod), pod.name));
}

function planServer(server: Server, namespace: NamespaceId, name: string): readonly ServerPlan[] {
  const { application, protocol, port, address } = server;
  const plan = { namespace, program: application.kind, protocol, port };
  switch (application.kind) {
    case "http":
      return protocol === "tcp"
        ? [{ ...plan, run: () => httpServer(port, declaredReply(application), address) }]
        : [];
    case "pod-name": {
      const reply = declaredReply({ kind: "http", status: 200, body: `${name}\n` });
      return protocol === "tcp"
        ? [{ ...plan, program: "http", run: () => httpServer(port, reply, address) }]
        : [];
    }
    case "coredns":
    case "node-local-dns":
      return [];
    case "echo":
      return [{ ...plan, run: () => echoServer(server) }];
    case "proxy":
      return protocol === "tcp"
        ? [{ ...plan, run: () => tcpProxy(server, inTurn(application.backends)) }]
        : [];
    case "silent":
      return [{ ...plan, run: () => silentServer(server) }];
  }
}

// What is open, the Corefile says: its blocks' ports, and those of its plugins.
function planCoredns(
  serverNow: () => DnsServer,
  namespace: NamespaceId,
  { name, http }: DnsProgram,
): readonly ServerPlan[] {
  const shared = { namespace, program: name };
  const sockets = socketsOf(serverNow());
  const dnsPorts = sockets.map(({ port }) => port);
  const dns = sockets.flatMap((socket): readonly ServerPlan[] => [
    { ...shared, protocol: "udp", port: socket.port, run: () => coredns(serverNow(), socket) },
    {
      ...shared,
      protocol: "tcp",
      port: socket.port,
      run: () => corednsOverTcp(serverNow(), socket),
    },
  ]);
  // What listens on loopback only, no other pod reaches.
  const reachable = http.filter(({ local, port }) => !local && !dnsPorts.includes(port));
  const plugins = reachable.map((listener): ServerPlan => {
    const { port, address } = listener;
    return {
      ...shared,
      protocol: "tcp",
      port,
      run: () => httpServer(port, corednsReply(listener), address),
    };
  });
  return [...dns, ...plugins];
}
