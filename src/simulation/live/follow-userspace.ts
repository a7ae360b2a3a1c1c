import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { endpointsKey } from "../../kubeproxy/endpoint.js";
import type { ProxiedPort } from "../../kubeproxy/userspace/proxied-port.js";
import { removeConnection } from "../../netfilter/conntrack/remove.js";
import {
  planUserspaceServers,
  userspaceEndpoints,
  userspacePorts,
} from "../set-up/userspace-server-plan.js";
import { placeKey } from "../socket/socket-table.js";
import { startServer } from "../start-server.js";
import type { Stack } from "../world.js";
import type { ProxyView } from "./live-cluster.js";
import type { LivePlace } from "./live-place.js";

/** kube-proxy's load balancer hears of endpoints as soon as they change: it waits for no sync. */
export function hearEndpoints({ live }: LivePlace, proxy: ProxyView): void {
  if (live.now.settings.proxy.mode !== "userspace") return;
  const node = live.now.nodes.find(({ name }) => name === proxy.node);
  if (node !== undefined) proxy.balancer.hear(userspaceEndpoints(live.now, node));
}

/** At a sync, kube-proxy closes the sockets of what is no more, and opens those of what is new; a Service that changed gets a new one. */
export function followUserspace(
  place: LivePlace & { readonly stack: Stack },
  proxy: ProxyView,
  before: Cluster,
  node: Node,
): void {
  const { world, live, random, stack } = place;
  const [was, is] = [userspacePorts(before, node), userspacePorts(live.now, node)];
  for (const port of without(was, is)) {
    const { name, protocol } = port;
    close(stack, protocol, port.proxyPort);
    if (port.nodePort !== null) close(stack, protocol, port.nodePort);
    if (is.some((other) => other.name === name)) continue;
    proxy.balancer.forget(endpointsKey(name, protocol));
    if (protocol === "udp") cleanFlows(place, port);
  }
  for (const server of planUserspaceServers(node, without(is, was), proxy.balancer))
    startServer(world, server, random);
}

function without(
  ports: readonly ProxiedPort[],
  others: readonly ProxiedPort[],
): readonly ProxiedPort[] {
  const known = new Set(others.map((port) => JSON.stringify(port)));
  return ports.filter((port) => !known.has(JSON.stringify(port)));
}

// Connections that are open stay as they are.
function close({ sockets }: Stack, protocol: "tcp" | "udp", port: number): void {
  const waiting = protocol === "tcp" ? sockets.listeners : sockets.udp;
  waiting.delete(placeKey(null, port));
}

// proxier.go v1.25: unmergeService, `conntrack -D --orig-dst ADDRESS -p udp`.
function cleanFlows(
  { world, stack }: LivePlace & { readonly stack: Stack },
  { portals }: ProxiedPort,
): void {
  const conntrack = stack.host.netfilter?.conntrack;
  if (conntrack === undefined) return;
  const emit = world.recorder.emitter(stack.id, null);
  for (const connection of conntrack.list()) {
    const { protocol, original } = connection.entry;
    if (protocol === "udp" && original.destination === portals[0]?.address)
      removeConnection(connection, "stale-endpoint", { conntrack, emit });
  }
}
