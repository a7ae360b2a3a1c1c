import type { ControllerDeclaration } from "./declaration.js";
import type { Deployment } from "./deployment.js";
import { hostnameIn } from "./pod.js";

/** A controller as it was declared; `made` counts the pods that are there from the start. */
export function deploymentOf(declared: ControllerDeclaration, made: number): Deployment {
  const { kind, name, namespace, replicas, nodes, labels, containers } = declared;
  const { dnsPolicy, resolver, graceSeconds, hostNetwork, serviceName } = declared;
  return {
    kind,
    name: name.value,
    namespace,
    replicas,
    nodes: nodes.map(({ value }) => value),
    labels,
    containers,
    dnsPolicy,
    resolver,
    graceSeconds,
    hostNetwork,
    ...hostnameIn(declared),
    ...(serviceName === undefined ? {} : { serviceName }),
    made,
    restarts: 0,
  };
}
