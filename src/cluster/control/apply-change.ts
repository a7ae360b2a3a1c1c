import { unreachable } from "../../base/assert.js";
import { barePod } from "../build-pods.js";
import { buildServices } from "../build-services.js";
import type { Cluster } from "../cluster.js";
import type {
  ControllerDeclaration,
  PodDeclaration,
  ServiceDeclaration,
  WorkloadDeclaration,
} from "../declaration.js";
import { deploymentOf } from "../declared-deployment.js";
import { deploymentKey } from "../deployment.js";
import { podKey } from "../pod.js";
import { serviceKey } from "../service.js";
import type { Service } from "../service.js";
import type { ClusterChange, ObjectKind } from "./cluster-change.js";
import { ended } from "./ended.js";
import { livePodsOf, reconcileDeployments } from "./reconcile.js";
import { nodeForPod, withPod } from "./schedule-pod.js";

/** The cluster after a change, and after the Deployments' controllers have heard of it; the EndpointSlices follow later. */
export function applyClusterChange(cluster: Cluster, change: ClusterChange): Cluster {
  return reconcileDeployments(applied(cluster, change));
}

function applied(cluster: Cluster, change: ClusterChange): Cluster {
  switch (change.kind) {
    case "scale":
      return onDeployment(cluster, change.deployment, { replicas: change.replicas });
    case "restart": {
      const known = cluster.deployments.find((one) => deploymentKey(one) === change.deployment);
      return onDeployment(cluster, change.deployment, { restarts: (known?.restarts ?? 0) + 1 });
    }
    case "delete":
      return deleted(cluster, change.what, change.key);
    case "apply-service":
      return withService(cluster, change.service);
    case "apply-workload":
      return withWorkload(cluster, change.workload);
    case "apply-manifest":
      return change.workloads.reduce(withWorkload, change.services.reduce(withService, cluster));
    case "label":
      return labelled(cluster, change);
    case "set-ready": {
      const { ready } = change;
      const keys = new Set(change.pods);
      const pods = cluster.pods.map((pod) => (keys.has(podKey(pod)) ? { ...pod, ready } : pod));
      return { ...cluster, pods };
    }
    case "drain": {
      const nodes = cluster.nodes.map((node) =>
        node.name === change.node ? { ...node, cordoned: true } : node,
      );
      const evicted = cluster.pods.filter(
        ({ node, deployment }) => node === change.node && deployment !== null,
      );
      return ended({ ...cluster, nodes }, evicted);
    }
    case "crash":
    case "hang":
    case "set-syncing":
      return cluster;
    default:
      return unreachable(change);
  }
}

function onDeployment(
  cluster: Cluster,
  key: string,
  fields: Partial<Cluster["deployments"][number]>,
): Cluster {
  const deployments = cluster.deployments.map((one) =>
    deploymentKey(one) === key ? { ...one, ...fields } : one,
  );
  return { ...cluster, deployments };
}

function deleted(cluster: Cluster, what: ObjectKind, key: string): Cluster {
  switch (what) {
    case "pod":
      return ended(
        cluster,
        cluster.pods.filter((pod) => podKey(pod) === key),
      );
    case "service": {
      const services = cluster.services.filter((service) => serviceKey(service) !== key);
      return { ...cluster, services };
    }
    case "deployment": {
      const gone = cluster.deployments.filter((one) => deploymentKey(one) === key);
      const deployments = cluster.deployments.filter((one) => !gone.includes(one));
      return ended(
        { ...cluster, deployments },
        gone.flatMap((one) => livePodsOf(cluster, one)),
      );
    }
  }
}

// The API server keeps what it has handed out: cluster addresses stay where the new text says nothing.
function withService(cluster: Cluster, declared: ServiceDeclaration): Cluster {
  const key = serviceKey({ namespace: declared.namespace, name: declared.name.value });
  const before = cluster.services.find((service) => serviceKey(service) === key);
  const others = cluster.services.filter((service) => service !== before);
  const kept = before === undefined ? declared : withAllocated(declared, before);
  const [made] = buildServices([kept], cluster.settings, [], others);
  if (made === undefined) return cluster;
  const services =
    before === undefined
      ? [...cluster.services, made]
      : cluster.services.map((service) => (service === before ? made : service));
  return { ...cluster, services, namespaces: withName(cluster.namespaces, declared.namespace) };
}

function withAllocated(declared: ServiceDeclaration, before: Service): ServiceDeclaration {
  const { span } = declared.name;
  const addresses = before.clusterAddresses.map((value) => ({ value, span }));
  const ports = declared.ports.map((port) => {
    const was = before.ports.find(
      (other) => other.port === port.port && other.protocol === port.protocol,
    );
    const usesNodePorts = declared.type === "NodePort" || declared.type === "LoadBalancer";
    return port.nodePort === null && usesNodePorts && was !== undefined
      ? { ...port, nodePort: was.nodePort }
      : port;
  });
  return {
    ...declared,
    ports,
    clusterAddresses: declared.clusterAddresses.length > 0 ? declared.clusterAddresses : addresses,
  };
}

function withWorkload(cluster: Cluster, workload: WorkloadDeclaration): Cluster {
  return workload.kind === "pod"
    ? withBarePod(cluster, workload)
    : withDeployment(cluster, workload);
}

function withDeployment(cluster: Cluster, declared: ControllerDeclaration): Cluster {
  const made = deploymentOf(declared, 0);
  const key = deploymentKey(made);
  const before = cluster.deployments.find((one) => deploymentKey(one) === key);
  const next = { ...made, made: before?.made ?? 0, restarts: before?.restarts ?? 0 };
  return {
    ...cluster,
    deployments:
      before === undefined
        ? [...cluster.deployments, next]
        : cluster.deployments.map((one) => (one === before ? next : one)),
    namespaces: withName(cluster.namespaces, declared.namespace),
  };
}

// Of a pod that is there, little but its labels can be changed.
function withBarePod(cluster: Cluster, declared: PodDeclaration): Cluster {
  const key = podKey({ namespace: declared.namespace, name: declared.name.value });
  const before = cluster.pods.find((pod) => podKey(pod) === key);
  if (before !== undefined) {
    const { labels } = declared;
    const pods = cluster.pods.map((pod) => (pod === before ? { ...pod, labels } : pod));
    return { ...cluster, pods };
  }
  const may = declared.node === null ? [] : [declared.node.value];
  const node = nodeForPod(cluster, may, () => true);
  if (node === null) return cluster;
  const place = { node: node.name, phase: "starting" } as const;
  const namespaces = withName(cluster.namespaces, declared.namespace);
  const own = declared.hostNetwork ? node.addresses : declared.addresses.map(({ value }) => value);
  if (own.length > 0) {
    const pods = [...cluster.pods, barePod(declared, { ...place, addresses: own })];
    return { ...cluster, pods, namespaces };
  }
  const grown = withPod(cluster, node, (addresses) => barePod(declared, { ...place, addresses }));
  return { ...(grown ?? cluster), namespaces };
}

function labelled(
  cluster: Cluster,
  { what, key, labels }: ClusterChange & { readonly kind: "label" },
): Cluster {
  const changed = (before: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries({ ...before, ...labels }).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    );
  const relabelled = <T extends { readonly labels: Readonly<Record<string, string>> }>(
    all: readonly T[],
    keyOf: (one: T) => string,
  ): readonly T[] =>
    all.map((one) => (keyOf(one) === key ? { ...one, labels: changed(one.labels) } : one));
  switch (what) {
    case "pod":
      return { ...cluster, pods: relabelled(cluster.pods, podKey) };
    case "service":
      return { ...cluster, services: relabelled(cluster.services, serviceKey) };
    case "node":
      return { ...cluster, nodes: relabelled(cluster.nodes, ({ name }) => name) };
  }
}

function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name];
}
