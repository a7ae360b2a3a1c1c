import { required, unreachable } from "../../base/assert.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Actor } from "../../cluster/actor.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Topology } from "../../cluster/topology/topology.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { podNamespaceId } from "../../network/cni/kindnet/pod-namespace.js";
import { containerNamespaceId } from "../../network/docker/add-containers.js";
import { hostNamespaceId } from "../../network/topology/host-namespace.js";
import type { NamespaceId } from "../../trace/id.js";

/** The namespace that an actor's programs run in. */
export function namespaceOfActor(scenario: Scenario, { kind, name }: Actor): NamespaceId {
  switch (kind) {
    case "pod":
      return namespaceOfPod(podOf(scenario, name));
    case "node":
      return nodeNamespaceId(name);
    case "host":
      return hostNamespaceId(name);
    case "container":
      return namespaceOfContainer(scenario.topology, name);
    default:
      return unreachable(kind);
  }
}

/** The namespace that a pod's processes live in. */
export function namespaceOfPod(pod: Pod): NamespaceId {
  return pod.hostNetwork ? nodeNamespaceId(pod.node) : podNamespaceId(pod);
}

/** The namespace that a container's processes live in: one of its own, unless it shares its host's. */
export function namespaceOfContainer({ containers }: Topology, name: string): NamespaceId {
  const container = containers.find((each) => each.name === name);
  return container?.network === "host"
    ? hostNamespaceId(container.host)
    : containerNamespaceId(name);
}

/** A pod by its key. */
export function podOf({ cluster }: Scenario, key: string): Pod {
  const found = cluster.pods.find((pod) => podKey(pod) === key);
  return required(found, `pod ${key}`);
}
