import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import {
  healthCheckAddresses,
  healthCheckedServices,
  isHealthy,
  proxyHealth,
  serviceHealth,
} from "../../kubeproxy/health.js";
import type { HealthCheckedService, ProxyProgress } from "../../kubeproxy/health.js";
import { proxyInputOf } from "../../kubeproxy/mode.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import type { HttpReply } from "../application/http-server.js";
import { httpServer } from "../application/http-server.js";
import { goReply } from "../application/go-reply.js";
import type { ServerPlan } from "./server-plan.js";

/** What kube-proxy on a node knows at the moment, and how far its rules follow. */
export interface ProxyKnowledge extends ProxyProgress {
  readonly cluster: Cluster;
}

/** `healthzBindAddress`, which is 0.0.0.0:10256 unless said. */
const HEALTHZ_PORT = 10256;

/** The HTTP servers of kube-proxy on a node: its own health, and that of the Services whose load balancers ask for it. */
export function planHealthServers(
  { name }: Node,
  knowledge: () => ProxyKnowledge,
): readonly ServerPlan[] {
  const shared = {
    namespace: nodeNamespaceId(name),
    program: "kube-proxy",
    protocol: "tcp",
  } as const;
  const own: ServerPlan = {
    ...shared,
    port: HEALTHZ_PORT,
    run: () => httpServer(HEALTHZ_PORT, ({ path }) => ownReply(path, knowledge())),
  };
  const checks = checkedBy(name, knowledge()).flatMap(({ port, addresses, ...service }) =>
    (addresses ?? [null]).map((address): ServerPlan => {
      const reply = (): HttpReply => checkReply(name, service, knowledge());
      return { ...shared, port, run: () => httpServer(port, reply, address) };
    }),
  );
  return [own, ...checks];
}

function ownReply(path: string, knowledge: ProxyKnowledge): HttpReply {
  const [place = ""] = path.split("?", 1);
  if (place !== "/healthz" && place !== "/livez") {
    const plain = { "Content-Type": "text/plain; charset=utf-8" };
    return goReply({ status: 404, body: "404 page not found\n" }, plain, knowledge.now);
  }
  return goReply(proxyHealth(knowledge, place), {}, knowledge.now);
}

function checkReply(
  node: string,
  { namespace, name }: Pick<HealthCheckedService, "namespace" | "name">,
  knowledge: ProxyKnowledge,
): HttpReply {
  const found = checkedBy(node, knowledge).find(
    (each) => each.namespace === namespace && each.name === name,
  );
  const localEndpoints = found?.localEndpoints ?? 0;
  const health = serviceHealth({ namespace, name, localEndpoints }, isHealthy(knowledge));
  const weight = { "X-Load-Balancing-Endpoint-Weight": String(localEndpoints) };
  return goReply(health, weight, knowledge.now);
}

// Of a Service of both families, the proxier that comes first has the port.
function checkedBy(
  name: string,
  { cluster }: ProxyKnowledge,
): readonly (HealthCheckedService & Pick<ServerPlace, "addresses">)[] {
  const node = cluster.nodes.find((each) => each.name === name);
  // The userspace proxier has no health checks for Services (pkg/proxy/userspace v1.25).
  if (node === undefined || cluster.settings.proxy.mode === "userspace") return [];
  const found = FAMILIES.flatMap((family) => {
    const input = proxyInputOf(cluster, node, family);
    const addresses = healthCheckAddresses(input);
    return healthCheckedServices(input).map((service) => ({ ...service, addresses }));
  });
  return found.filter(
    ({ port }, index) => found.findIndex((other) => other.port === port) === index,
  );
}

interface ServerPlace {
  /** Null for all of the node's. */
  readonly addresses: ReturnType<typeof healthCheckAddresses>;
}
