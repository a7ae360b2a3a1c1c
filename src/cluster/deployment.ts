import { nameSuffix, templateHash } from "./object-name.js";
import { DEFAULT_GRACE_SECONDS } from "./pod.js";
import type { Container, DnsPolicy, Pod } from "./pod.js";

/** A Deployment: how many pods of which template there shall be, and where. */
export interface Deployment {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  /** The nodes that its pods may go to, in order; empty for the workers. */
  readonly nodes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly dnsPolicy: DnsPolicy;
  readonly graceSeconds: number;
  /** How many pods it has made so far, whatever became of them. */
  readonly made: number;
  /** How often it was restarted; the annotation of `kubectl rollout restart` makes another template of it. */
  readonly restarts: number;
}

/** The label that tells the pods of one template from those of another. */
const TEMPLATE_LABEL = "pod-template-hash";

/** The hash of a Deployment's template as it is now. */
export function templateHashOf(deployment: Deployment): string {
  const { namespace, name, labels, dnsPolicy, containers, graceSeconds, restarts } = deployment;
  const more = [
    ...(graceSeconds === DEFAULT_GRACE_SECONDS ? [] : [`grace ${graceSeconds}`]),
    ...(restarts === 0 ? [] : [`restart ${restarts}`]),
  ];
  const template = [namespace, name, labels, dnsPolicy, containers, ...more];
  return templateHash(JSON.stringify(template, withoutDefaults));
}

/** A pod that a Deployment makes; `index` counts from 0 for all that it ever makes. */
export function podOfDeployment(
  deployment: Deployment,
  index: number,
  place: Pick<Pod, "node" | "addresses" | "phase">,
): Pod {
  const { namespace, name, labels, dnsPolicy, containers, graceSeconds } = deployment;
  const template = templateHashOf(deployment);
  return {
    ...place,
    name: `${name}-${template}-${nameSuffix(`${namespace}/${name}/${index}`)}`,
    namespace,
    labels: { ...labels, [TEMPLATE_LABEL]: template },
    hostNetwork: false,
    dnsPolicy,
    deployment: name,
    ready: place.phase === "running",
    graceSeconds,
    containers,
  };
}

// A field that a later version adds must not rename the pods of a scenario that does not use it.
function withoutDefaults(key: string, value: unknown): unknown {
  return key === "address" && value === null ? undefined : value;
}
