import { errorAt } from "../../base/diagnostic.js";
import type { ClusterChange } from "../../cluster/control/cluster-change.js";
import { deploymentKey } from "../../cluster/deployment.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import { serviceKey } from "../../cluster/service.js";
import { LIMIT } from "../limit.js";
import { headSpanOf, keywordOf, partsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { nearParameters, readChoice, readLabels } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readController } from "../workload/controller.js";
import { readPod } from "../workload/pod.js";
import { readService } from "../service/read-service.js";
import { readAppliedManifest } from "./apply-manifest.js";
import { deploymentNames, podNamed, podsOfDeployment } from "./context.js";
import type { PlayContext } from "./context.js";
import { readDeploymentPods } from "./pod-reference.js";

/** The words that change the cluster's objects while a scenario plays. */
export const CLUSTER_WORDS: readonly string[] = [
  "scale",
  "restart",
  "delete",
  "apply",
  "label",
  "ready",
  "unready",
  "crash",
  "hang",
  "drain",
  "stale",
];

/** Reads `scale example 3`, `delete pod in example on worker2`, `apply service example { … }` …; null with a diagnostic. */
export function readClusterChange(
  keyword: string,
  words: WordReader,
  line: Statement,
  context: PlayContext,
): ClusterChange | null {
  switch (keyword) {
    case "scale":
      return readScale(words, context);
    case "restart": {
      const deployment = readDeploymentKey(words, context);
      words.end();
      return deployment === null ? null : { kind: "restart", deployment };
    }
    case "delete":
      return readDelete(words, context);
    case "apply":
      return readApply(words, line, context);
    case "label":
      return readLabel(words, context);
    case "ready":
    case "unready": {
      const pods = readPods(words, context);
      words.end();
      return pods && { kind: "set-ready", pods: pods.map(podKey), ready: keyword === "ready" };
    }
    case "crash":
    case "hang": {
      const pods = readPods(words, context);
      const lasts = keyword === "crash" && pods !== null && words.skip("always") !== null;
      words.end();
      if (pods === null) return null;
      const keys = pods.map(podKey);
      return keyword === "hang"
        ? { kind: "hang", pods: keys }
        : { kind: "crash", pods: keys, lasts };
    }
    case "drain": {
      const node = readNode(words, context);
      words.end();
      return node === null ? null : { kind: "drain", node };
    }
    default: {
      const node = readNode(words, context);
      words.end();
      return node === null ? null : { kind: "set-syncing", node, syncs: keyword !== "stale" };
    }
  }
}

function readScale(words: WordReader, context: PlayContext): ClusterChange | null {
  const deployment = readDeploymentKey(words, context);
  const isAlone = deployment === null && words.peek() === null;
  const word = isAlone ? null : words.take("NUMBER");
  const replicas = word && readNumber(word, { min: 0, max: LIMIT.pods }, context.report);
  words.end();
  if (deployment === null || replicas === null || word === null) return null;
  const others = context.cluster.pods.filter(
    (pod) => `${pod.namespace}/${pod.deployment ?? ""}` !== deployment,
  );
  if (others.length + replicas <= LIMIT.pods) return { kind: "scale", deployment, replicas };
  context.report(errorAt(word.span, "too-many", { word: "pod", max: LIMIT.pods }));
  return null;
}

// `delete pod NAME`, `delete pod in DEPLOYMENT on NODE`, `delete service NAME`, `delete deployment NAME`.
function readDelete(words: WordReader, context: PlayContext): ClusterChange | null {
  const word = words.take("pod, service, deployment");
  const what = word && readChoice(word, ["pod", "service", "deployment"] as const, context.report);
  switch (what) {
    case null:
      return null;
    case "pod": {
      const [pod] = readPods(words, context) ?? [];
      words.end();
      return pod === undefined ? null : { kind: "delete", what, key: podKey(pod) };
    }
    case "service": {
      const key = readServiceKey(words, context);
      words.end();
      return key === null ? null : { kind: "delete", what, key };
    }
    case "deployment": {
      const key = readDeploymentKey(words, context);
      words.end();
      return key === null ? null : { kind: "delete", what, key };
    }
  }
}

const APPLIED = ["service", "pod", "deployment", "manifest"] as const;

// `apply service NAME { … }`, with the parts of a `service` block; `apply pod …` and `apply deployment …` likewise.
function readApply(words: WordReader, line: Statement, context: PlayContext): ClusterChange | null {
  const { report } = context;
  const word = words.take(APPLIED.join(", "));
  const what = word && readChoice(word, APPLIED, report);
  if (what === null) return null;
  if (what === "manifest") return readAppliedManifest(line, context);
  const block = { ...line, words: line.words.slice(1) };
  if (what === "service") {
    const copies = partsOf(line).find((part) => keywordOf(part) === "copies");
    if (copies !== undefined)
      report(errorAt(headSpanOf(copies), "not-applied", { word: "copies" }));
    const service = readService(block, report);
    return service && { kind: "apply-service", service };
  }
  const workload =
    what === "pod" ? readPod(block, report) : readController(block, "deployment", report);
  return workload && { kind: "apply-workload", workload };
}

// `label pod client tier=web`, `label service example tier-`, `label node worker zone=a`; without its kind, a name means a pod.
function readLabel(words: WordReader, context: PlayContext): ClusterChange | null {
  const what = (["service", "node"] as const).find((kind) => words.skip(kind) !== null) ?? "pod";
  const key =
    what === "service"
      ? readServiceKey(words, context)
      : what === "node"
        ? readNode(words, context)
        : podKeyOf(readPods(words, context));
  if (key === null) return null;
  const all = words.list("KEY=VALUE");
  const gone = all.filter(({ text }) => /^[A-Za-z0-9][A-Za-z0-9._/-]*-$/.test(text));
  const set = readLabels(
    all.filter((word) => !gone.includes(word)),
    context.report,
  );
  const removed = Object.fromEntries(gone.map(({ text }) => [text.slice(0, -1), null]));
  return { kind: "label", what, key, labels: { ...set, ...removed } };
}

function podKeyOf(pods: readonly Pod[] | null): string | null {
  const [pod] = pods ?? [];
  return pod === undefined ? null : podKey(pod);
}

/** `client`, `pod client`, `pod in example on worker2` (its first pod there), or a Deployment for all of its pods. */
function readPods(words: WordReader, context: PlayContext): readonly Pod[] | null {
  const { cluster, report } = context;
  const isPod = words.skip("pod") !== null;
  if (words.skip("in") !== null) {
    const deployment = words.take("DEPLOYMENT");
    const node = words.skip("on") === null ? null : words.take("NODE");
    const pods = deployment && readDeploymentPods(deployment, node, context);
    return pods && living(pods).slice(0, 1);
  }
  const word = words.take("NAME");
  if (word === null) return null;
  const pod = podNamed(cluster, word.text);
  if (pod !== null) return [pod];
  const made = isPod ? [] : podsOfDeployment(cluster, word.text, null);
  if (made.length > 0) return living(made);
  const names = cluster.pods.map(({ name }) => name);
  report(
    errorAt(word.span, "unknown-pod", { name: word.text, ...nearParameters(word.text, names) }),
  );
  return null;
}

function living(pods: readonly Pod[]): readonly Pod[] {
  const alive = pods.filter(({ phase }) => phase !== "terminating");
  return alive.length > 0 ? alive : pods;
}

function readDeploymentKey(words: WordReader, { cluster, report }: PlayContext): string | null {
  const word = words.take("DEPLOYMENT");
  if (word === null) return null;
  const key = keyOf(word);
  if (cluster.deployments.some((one) => deploymentKey(one) === key)) return key;
  const near = nearParameters(word.text, deploymentNames(cluster));
  report(errorAt(word.span, "unknown-deployment", { name: word.text, ...near }));
  return null;
}

function readServiceKey(words: WordReader, { cluster, report }: PlayContext): string | null {
  const word = words.take("SERVICE");
  if (word === null) return null;
  const key = keyOf(word);
  if (cluster.services.some((one) => serviceKey(one) === key)) return key;
  const [namespace = "", name = ""] = key.split("/");
  const names = cluster.services
    .filter((one) => one.namespace === namespace)
    .map((one) => one.name);
  report(
    errorAt(word.span, "unknown-service", { name, namespace, ...nearParameters(name, names) }),
  );
  return null;
}

// A node, with the word `node` before it or not.
function readNode(words: WordReader, { cluster, report }: PlayContext): string | null {
  words.skip("node");
  const word = words.take("NODE");
  if (word === null) return null;
  const names = cluster.nodes.map(({ name }) => name);
  if (names.includes(word.text)) return word.text;
  report(
    errorAt(word.span, "unknown-node", { name: word.text, ...nearParameters(word.text, names) }),
  );
  return null;
}

function keyOf({ text }: Word): string {
  return text.includes("/") ? text : `default/${text}`;
}
