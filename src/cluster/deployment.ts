import { nameSuffix, templateHash } from "./object-name.js";
import { DEFAULT_GRACE_SECONDS, hostnameIn } from "./pod.js";
import type { Container, DnsPolicy, Pod } from "./pod.js";
import { isUsual } from "./pod-resolver.js";
import type { PodResolver } from "./pod-resolver.js";

/** The controllers that make pods from a template. */
export type ControllerKind = "deployment" | "replicaset" | "statefulset" | "daemonset";

/** A Deployment, or another controller: how many pods of which template there shall be, and where. */
export interface Deployment {
  readonly kind: ControllerKind;
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  /** The nodes that its pods may go to, in order; empty for the workers. */
  readonly nodes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly dnsPolicy: DnsPolicy;
  readonly resolver: PodResolver;
  readonly graceSeconds: number;
  readonly hostNetwork: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  /** A StatefulSet's `spec.serviceName`. */
  readonly serviceName?: string;
  /** How many pods it has made so far, whatever became of them. */
  readonly made: number;
  /** How often it was restarted; the annotation of `kubectl rollout restart` makes another template of it. */
  readonly restarts: number;
}

/** The label that tells the pods of one template from those of another. */
export const TEMPLATE_LABEL = "pod-template-hash";

/** The hash of a Deployment's template as it is now. */
export function templateHashOf(deployment: Deployment): string {
  const { namespace, name, labels, dnsPolicy, containers, graceSeconds, restarts } = deployment;
  const more = [
    ...(deployment.hostNetwork ? ["host network"] : []),
    ...(graceSeconds === DEFAULT_GRACE_SECONDS ? [] : [`grace ${graceSeconds}`]),
    ...(restarts === 0 ? [] : [`restart ${restarts}`]),
    ...(isUsual(deployment.resolver) ? [] : [deployment.resolver]),
    ...Object.entries(hostnameIn(deployment)),
  ];
  const template = [namespace, name, labels, dnsPolicy, containers, ...more];
  return templateHash(JSON.stringify(template, withoutDefaults));
}

/** A pod that a controller makes; `index` counts from 0 for all that it ever makes. */
export function podOfDeployment(
  deployment: Deployment,
  index: number,
  place: Pick<Pod, "node" | "addresses" | "phase">,
): Pod {
  const { namespace, name, dnsPolicy, resolver, containers, graceSeconds, hostNetwork } =
    deployment;
  return {
    ...place,
    ...hostnameIn(deployment),
    ...identityOf(deployment, templateHashOf(deployment), index),
    namespace,
    hostNetwork,
    dnsPolicy,
    resolver,
    deployment: name,
    ready: place.phase === "running",
    graceSeconds,
    containers,
  };
}

// The name and the labels that a controller gives to one of its pods (kubernetes pkg/controller v1.36).
function identityOf(
  { kind, namespace, name, labels, serviceName }: Deployment,
  template: string,
  index: number,
): Pick<Pod, "name" | "labels" | "hostname" | "subdomain"> {
  const suffix = nameSuffix(`${namespace}/${name}/${index}`);
  switch (kind) {
    case "deployment":
      return {
        name: `${name}-${template}-${suffix}`,
        labels: { ...labels, [TEMPLATE_LABEL]: template },
      };
    case "replicaset":
      return { name: `${name}-${suffix}`, labels };
    case "daemonset": {
      const own = { "controller-revision-hash": template, "pod-template-generation": "1" };
      return { name: `${name}-${suffix}`, labels: { ...labels, ...own } };
    }
    case "statefulset":
      // pkg/controller/statefulset/stateful_set_utils.go: initIdentity.
      return {
        name: `${name}-${index}`,
        hostname: `${name}-${index}`,
        ...(serviceName === undefined ? {} : { subdomain: serviceName }),
        labels: {
          ...labels,
          "apps.kubernetes.io/pod-index": String(index),
          "controller-revision-hash": `${name}-${template}`,
          "statefulset.kubernetes.io/pod-name": `${name}-${index}`,
        },
      };
  }
}

/** `default/example`: how a Deployment is named across namespaces. */
export function deploymentKey({ namespace, name }: Pick<Deployment, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

// A field that a later version adds must not rename the pods of a scenario that does not use it.
function withoutDefaults(key: string, value: unknown): unknown {
  const isDefault =
    (key === "address" && value === null) ||
    (key === "hostPorts" && Array.isArray(value) && value.length === 0);
  return isDefault ? undefined : value;
}
