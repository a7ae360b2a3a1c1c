import { errorAt } from "../../base/diagnostic.js";
import type { Pod } from "../../cluster/pod.js";
import type { Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import { deploymentNames, podsOfDeployment } from "./context.js";
import type { PlayContext } from "./context.js";

/** The pods that a Deployment made, on one node or on all; null with a diagnostic where there is no such Deployment or node, or none on it. */
export function readDeploymentPods(
  deployment: Word,
  node: Word | null,
  { cluster, report }: PlayContext,
): readonly Pod[] | null {
  const names = deploymentNames(cluster);
  if (!names.has(deployment.text)) {
    const near = nearParameters(deployment.text, names);
    report(errorAt(deployment.span, "unknown-deployment", { name: deployment.text, ...near }));
    return null;
  }
  if (node !== null && !cluster.nodes.some(({ name }) => name === node.text)) {
    const near = nearParameters(
      node.text,
      cluster.nodes.map(({ name }) => name),
    );
    report(errorAt(node.span, "unknown-node", { name: node.text, ...near }));
    return null;
  }
  const pods = podsOfDeployment(cluster, deployment.text, node?.text ?? null);
  if (pods.length > 0 || node === null) return pods;
  const parameters = { deployment: deployment.text, node: node.text };
  report(errorAt(node.span, "no-pod-there", parameters));
  return null;
}
