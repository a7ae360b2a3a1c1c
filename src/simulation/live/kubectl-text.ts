import { unreachable } from "../../base/assert.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { ClusterChange } from "../../cluster/control/cluster-change.js";
import { deploymentKey } from "../../cluster/deployment.js";

/** What somebody would type for a change of a cluster; nothing where nobody types: probes, programs, and kube-proxy itself. */
export function commandsOf(
  change: ClusterChange,
  { deployments }: Pick<Cluster, "deployments">,
): readonly string[] {
  const kindOf = (key: string): string =>
    deployments.find((one) => deploymentKey(one) === key)?.kind ?? "deployment";
  switch (change.kind) {
    case "scale":
      return [
        kubectl(
          `scale ${kindOf(change.deployment)} ${nameOf(change.deployment)} --replicas=${change.replicas}`,
          change.deployment,
        ),
      ];
    case "restart":
      return [
        kubectl(
          `rollout restart ${kindOf(change.deployment)} ${nameOf(change.deployment)}`,
          change.deployment,
        ),
      ];
    case "delete": {
      const what = change.what === "deployment" ? kindOf(change.key) : change.what;
      return [kubectl(`delete ${what} ${nameOf(change.key)}`, change.key)];
    }
    case "apply-service": {
      const { name, namespace } = change.service;
      return [kubectl(`apply -f service-${name.value}.yaml`, `${namespace}/${name.value}`)];
    }
    case "apply-workload": {
      const { kind, name, namespace } = change.workload;
      return [kubectl(`apply -f ${kind}-${name.value}.yaml`, `${namespace}/${name.value}`)];
    }
    case "apply-manifest":
      return [`kubectl apply -f ${change.file ?? "-"}`];
    case "label": {
      const words = Object.entries(change.labels).map(([key, value]) =>
        value === null ? `${key}-` : `${key}=${value}`,
      );
      const text = `label --overwrite ${change.what} ${nameOf(change.key)} ${words.join(" ")}`;
      return [change.what === "node" ? `kubectl ${text}` : kubectl(text, change.key)];
    }
    case "drain":
      return [`kubectl drain ${change.node} --ignore-daemonsets`];
    case "set-ready":
    case "crash":
    case "hang":
    case "set-syncing":
      return [];
    default:
      return unreachable(change);
  }
}

function kubectl(words: string, key: string): string {
  const [namespace = "default"] = key.split("/");
  return namespace === "default" ? `kubectl ${words}` : `kubectl -n ${namespace} ${words}`;
}

function nameOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}
