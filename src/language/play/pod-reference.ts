import { errorAt } from "../../base/diagnostic.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import { commands, knownWords } from "../vocabulary.js";
import type { WordReader } from "../word-reader.js";
import { deploymentNames, podNamed, podsOfDeployment, shortKey } from "./context.js";
import type { PlayContext } from "./context.js";

/** Reads a client: `client`, `shop/client`, `pod client`, `pod in example`, `pod in example on worker`; its key, or null with a diagnostic. */
export function readClient(words: WordReader, context: PlayContext): string | null {
  const isPlain = words.skip("pod") === null;
  if (isPlain || words.skip("in") === null) {
    const word = words.take("POD");
    const pod = word && readPodName(word, context);
    return pod && podKey(pod);
  }
  const deployment = words.take("DEPLOYMENT");
  const node = words.skip("on") === null ? null : words.take("NODE");
  const pods = deployment && readDeploymentPods(deployment, node, context);
  const [first] = pods ?? [];
  return first === undefined ? null : podKey(first);
}

/** Reads pods to compare with: `worker2 in example`, `example` (a Deployment), `client` (a pod); null with a diagnostic. */
export function readPods(words: WordReader, context: PlayContext): readonly Pod[] | null {
  const first = words.take("POD");
  if (first === null) return null;
  if (words.skip("in") !== null) {
    const deployment = words.take("DEPLOYMENT");
    return deployment && readDeploymentPods(deployment, first, context);
  }
  const made = podsOfDeployment(context.cluster, first.text, null);
  if (made.length > 0) return made;
  const pod = readPodName(first, context);
  return pod && [pod];
}

function readPodName(word: Word, { cluster, report }: PlayContext): Pod | null {
  const pod = podNamed(cluster, word.text);
  if (pod !== null) return pod;
  if (!word.quoted && knownWords(commands).includes(word.text)) {
    const expected = [`POD ${word.text}`];
    report(errorAt(word.span, "missing-client", { word: word.text, expected }));
    return null;
  }
  const isDeployment = deploymentNames(cluster).has(word.text);
  const near = isDeployment
    ? { nearest: `pod in ${word.text}` }
    : nearParameters(word.text, [...cluster.pods.map(shortKey), ...deploymentNames(cluster)]);
  report(errorAt(word.span, "unknown-pod", { name: word.text, ...near }));
  return null;
}

function readDeploymentPods(
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
