import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { runsDnsProgram } from "./dns-program.js";
import { runsCoredns } from "./runs-coredns.js";

/** In a cluster with more nodes or pods, only those are wired that packets come to. */
const MOST = { nodes: 100, pods: 1_000 } as const;

/** Whether a cluster is wired in part: it has very many nodes or pods, and nothing of the play changes or builds it. */
export function isWiredInPart({ cluster, play }: Scenario): boolean {
  const isLarge = cluster.nodes.length > MOST.nodes || cluster.pods.length > MOST.pods;
  return (
    isLarge &&
    !play.some(
      (item) =>
        item.kind === "change" && (item.change.kind === "cluster" || item.change.kind === "build"),
    )
  );
}

/** What of a cluster is wired: names of pods and nodes, and addresses. */
export type Wanted = ReadonlySet<string>;

/** What a scenario speaks of: every word of its play and of its hosts, but for those who may have answered: they are met, or not needed. */
export function spokenOf({ play, topology }: Scenario): Wanted {
  const found = new Set<string>();
  const lines = play.filter((item) => item.kind !== "expect" || item.expectation.kind === "rule");
  JSON.stringify([lines, topology], (_key, value: unknown) => {
    if (typeof value === "string") found.add(value);
    return value;
  });
  return found;
}

/** The scenario with those nodes and pods alone that are wanted, the servers of DNS, and a control plane; Services and slices stay. */
export function wiredPart(scenario: Scenario, wanted: Wanted): Scenario {
  const { cluster } = scenario;
  const pods = cluster.pods.filter((pod) => isWanted(pod, wanted) || runsCoredns(pod));
  const homes = new Set(pods.map(({ node }) => node));
  const first = cluster.nodes.find(({ controlPlane }) => controlPlane) ?? cluster.nodes[0];
  const nodes = cluster.nodes.filter(
    (node) =>
      node === first ||
      homes.has(node.name) ||
      wanted.has(node.name) ||
      node.addresses.some((address) => wanted.has(address)),
  );
  // What every node has comes with it.
  const there = new Set(nodes.map(({ name }) => name));
  const own = cluster.pods.filter(
    (pod) => pods.includes(pod) || (runsDnsProgram(pod, "node-local-dns") && there.has(pod.node)),
  );
  return { ...scenario, cluster: { ...cluster, nodes, pods: own } };
}

function isWanted(pod: Pod, wanted: Wanted): boolean {
  const names = [podKey(pod), pod.name];
  return (
    names.some((name) => wanted.has(name)) || pod.addresses.some((address) => wanted.has(address))
  );
}

/** Where packets were sent, whoever has these addresses. */
export function destinationsIn(events: readonly TraceEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) =>
      event.kind === "packet-created" || event.kind === "packet-translated"
        ? [event.headers.destination]
        : [],
    ),
  );
}
