import { unreachable } from "../../base/assert.js";
import type { Cluster } from "../../cluster/cluster.js";
import { podKey } from "../../cluster/pod.js";
import type { Actor, Expectation, Scenario } from "../../cluster/scenario.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { PlayEvent } from "../../trace/event/play-event.js";
import type { NamespaceId } from "../../trace/id.js";
import { namespaceOfActor, namespaceOfPod } from "../set-up/actor-namespace.js";

/** What was expected and what was found, in words that are the same in every language. */
export interface Checked {
  readonly text: string;
  readonly holds: boolean;
  readonly found: string;
}

/** Compares an expectation with the events of the last request. */
export function checkExpectation(
  expectation: Expectation,
  events: readonly TraceEvent[],
  scenario: Scenario,
): Checked {
  const end = events.findLast((event) => event.kind === "request-ended");
  const outcome = end?.outcome ?? "";
  const handled = handledRequests(events, scenario.cluster);
  switch (expectation.kind) {
    case "status": {
      const { status, from } = expectation;
      const last = handled.at(-1);
      const holds = end?.status === status && isFrom(from, last?.namespace ?? null, scenario);
      const text = `${status}${fromText(from)}`;
      const found = answered(end?.status ?? null, last?.pods ?? []) ?? outcome;
      return { text, holds, found };
    }
    case "answered": {
      const { from } = expectation;
      const holds =
        outcome === "answered" && isFrom(from, handled.at(-1)?.namespace ?? null, scenario);
      return { text: `answered${fromText(from)}`, holds, found: outcome };
    }
    case "outcome":
      return { text: expectation.outcome, holds: outcome === expectation.outcome, found: outcome };
    case "source": {
      const { address, at } = expectation;
      const place = namespaceOfActor(scenario, at);
      const seen = handled
        .filter(({ namespace }) => namespace === place)
        .map(({ client }) => client);
      const found = seen.length === 0 ? outcome : `source ${seen.join(", ")} at ${at.name}`;
      return { text: `source ${address} at ${at.name}`, holds: seen.includes(address), found };
    }
    default:
      return unreachable(expectation);
  }
}

/** Whether what answered in this namespace is one of those that may. */
function isFrom(
  allowed: readonly Actor[] | null,
  namespace: NamespaceId | null,
  scenario: Scenario,
): boolean {
  return allowed === null || allowed.some((each) => namespaceOfActor(scenario, each) === namespace);
}

function fromText(allowed: readonly Actor[] | null): string {
  return allowed === null ? "" : ` from ${allowed.map(({ name }) => name).join(", ")}`;
}

interface Handled {
  readonly namespace: NamespaceId | null;
  /** The pods whose server it was; several where they share their node's namespace. */
  readonly pods: readonly string[];
  readonly client: string;
}

function handledRequests(events: readonly TraceEvent[], cluster: Cluster): readonly Handled[] {
  return events
    .filter(
      (event): event is TraceEvent & PlayEvent & { kind: "http-handled" } =>
        event.kind === "http-handled",
    )
    .map(({ namespace, client }) => ({
      namespace,
      pods: cluster.pods.filter((pod) => namespaceOfPod(pod) === namespace).map(podKey),
      client,
    }));
}

function answered(status: number | null, by: readonly string[]): string | null {
  if (status === null) return null;
  return by.length === 0 ? `${status}` : `${status} from ${by.join(", ")}`;
}
