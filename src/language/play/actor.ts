import { errorAt } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { Actor } from "../../cluster/actor.js";
import type { Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import { commands, knownWords } from "../vocabulary.js";
import type { WordReader } from "../word-reader.js";
import { deploymentNames, podNamed, podsOfDeployment, shortKey } from "./context.js";
import type { PlayContext } from "./context.js";
import { readDeploymentPods } from "./pod-reference.js";

const KINDS = ["pod", "node", "host", "container"] as const;

/**
 * Reads who runs a program, or what is changed: `client`, `shop/client`, `red`, or with its kind before it: `pod client`,
 * `pod in example on worker`, `node worker`, `host red`, `container web`. Null with a diagnostic.
 */
export function readActor(words: WordReader, context: PlayContext): Actor | null {
  const kind = KINDS.find((known) => words.skip(known) !== null) ?? null;
  if (kind === "pod" && words.skip("in") !== null) return readOfDeployment(words, context);
  const word = words.take(kind === null ? "NAME" : kind.toUpperCase());
  if (word === null) return null;
  const found = actorsNamed(word.text, context).find(
    (actor) => kind === null || actor.kind === kind,
  );
  if (found === undefined) reportUnknown(word, kind, context);
  return found ?? null;
}

function readOfDeployment(words: WordReader, context: PlayContext): Actor | null {
  const deployment = words.take("DEPLOYMENT");
  const node = words.skip("on") === null ? null : words.take("NODE");
  const pods = deployment && readDeploymentPods(deployment, node, context);
  const [first] = pods ?? [];
  return first === undefined ? null : podActor(first);
}

/** Reads who may have answered: `worker2 in example`, `example` (a Deployment), or one that runs programs. Null with a diagnostic. */
export function readAnswerers(words: WordReader, context: PlayContext): readonly Actor[] | null {
  const isPlain = words.peek() !== null && !KINDS.some((kind) => kind === words.peek()?.text);
  if (!isPlain) {
    const actor = readActor(words, context);
    return actor && [actor];
  }
  const first = words.take("NAME");
  if (first === null) return null;
  if (words.skip("in") !== null) {
    const deployment = words.take("DEPLOYMENT");
    const pods = deployment && readDeploymentPods(deployment, first, context);
    return pods && pods.map(podActor);
  }
  const made = podsOfDeployment(context.cluster, first.text, null);
  if (made.length > 0) return made.map(podActor);
  const [found] = actorsNamed(first.text, context);
  if (found === undefined) reportUnknown(first, null, context);
  return found === undefined ? null : [found];
}

/** Reads the one that saw a request: as who may have answered, but one alone. */
export function readWitness(words: WordReader, context: PlayContext): Actor | null {
  const place = words.peek();
  const [only, ...others] = readAnswerers(words, context) ?? [];
  if (only === undefined || others.length === 0) return only ?? null;
  const name = place?.text ?? "";
  const span: SourceSpan = place?.span ?? { source: "", start: 0, end: 0 };
  context.report(errorAt(span, "ambiguous-pod", { name, expected: [`NODE in ${name}`] }));
  return null;
}

/** Everything of a name that runs programs, a pod first: without its kind, a name means the first. */
function actorsNamed(name: string, { cluster, topology }: PlayContext): readonly Actor[] {
  const pod = podNamed(cluster, name);
  const isNamed = (one: { readonly name: string }): boolean => one.name === name;
  const hosts = topology.hosts.filter((host) => host.kind === "host" && isNamed(host));
  return [
    ...(pod === null ? [] : [podActor(pod)]),
    ...hosts.map((): Actor => ({ kind: "host", name })),
    ...topology.containers.filter(isNamed).map((): Actor => ({ kind: "container", name })),
    ...cluster.nodes.filter(isNamed).map((): Actor => ({ kind: "node", name })),
  ];
}

function podActor(pod: Pod): Actor {
  return { kind: "pod", name: podKey(pod) };
}

function reportUnknown(word: Word, kind: Actor["kind"] | null, context: PlayContext): void {
  const { cluster, report } = context;
  const name = word.text;
  if (kind === null && !word.quoted && knownWords(commands).includes(name)) {
    const parameters = { word: name, expected: [`CLIENT ${name}`] };
    report(errorAt(word.span, "missing-client", parameters));
    return;
  }
  const isDeployment = (kind ?? "pod") === "pod" && deploymentNames(cluster).has(name);
  const near = isDeployment
    ? { nearest: `pod in ${name}` }
    : nearParameters(name, namesOf(kind, context));
  report(
    errorAt(word.span, `unknown-${kind ?? (hasHosts(context) ? "actor" : "pod")}`, {
      name,
      ...near,
    }),
  );
}

function hasHosts({ topology: { hosts, containers } }: PlayContext): boolean {
  return hosts.length + containers.length > 0;
}

function namesOf(
  kind: Actor["kind"] | null,
  { cluster, topology }: PlayContext,
): readonly string[] {
  const named = (list: readonly { readonly name: string }[]): readonly string[] =>
    list.map(({ name }) => name);
  const names: Readonly<Record<Actor["kind"], readonly string[]>> = {
    pod: [...cluster.pods.map(shortKey), ...deploymentNames(cluster)],
    node: named(cluster.nodes),
    host: named(topology.hosts.filter((host) => host.kind === "host")),
    container: named(topology.containers),
  };
  return kind === null ? Object.values(names).flat() : names[kind];
}
