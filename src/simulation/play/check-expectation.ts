import { unreachable } from "../../base/assert.js";
import { podKey } from "../../cluster/pod.js";
import type { Actor } from "../../cluster/actor.js";
import type { Expectation, RuleExpectation, Scenario } from "../../cluster/scenario.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { NamespaceId } from "../../trace/id.js";
import { namespaceOfActor, namespaceOfPod } from "../set-up/actor-namespace.js";
import { servedPackets } from "./served-packets.js";
import type { Served } from "./served-packets.js";

/** What was expected and what was found, in words that are the same in every language. */
export interface Checked {
  readonly text: string;
  readonly holds: boolean;
  readonly found: string;
}

/** What is expected of a request. */
type RequestExpectation = Exclude<Expectation, RuleExpectation>;

/** Compares an expectation with the events of the last request; of one that cannot be known nothing else holds. */
export function checkExpectation(
  expectation: RequestExpectation,
  events: readonly TraceEvent[],
  scenario: Scenario,
): Checked {
  const checked = compare(expectation, events, scenario);
  const end = events.findLast((event) => event.kind === "request-ended");
  if (end?.outcome !== "cannot know") return checked;
  const holds = expectation.kind === "outcome" && expectation.outcome === end.outcome;
  return { ...checked, holds, found: end.outcome };
}

function compare(
  expectation: RequestExpectation,
  events: readonly TraceEvent[],
  scenario: Scenario,
): Checked {
  const end = events.findLast((event) => event.kind === "request-ended");
  const outcome = end?.outcome ?? "";
  switch (expectation.kind) {
    case "status": {
      const { status, from } = expectation;
      const by = events.findLast((event) => event.kind === "http-handled")?.namespace ?? null;
      const holds = end?.status === status && isFrom(from, by, scenario);
      const found = answered(end?.status ?? null, by, scenario) ?? outcome;
      return { text: `${status}${fromText(from)}`, holds, found };
    }
    case "answered": {
      const { from } = expectation;
      const by = answererIn(servedPackets(events));
      const holds = outcome === "answered" && isFrom(from, by, scenario);
      const found =
        outcome === "answered" && from !== null ? `answered${byText(by, scenario)}` : outcome;
      return { text: `answered${fromText(from)}`, holds, found };
    }
    case "outcome":
      return { text: expectation.outcome, holds: outcome === expectation.outcome, found: outcome };
    case "answer": {
      const heard = heardData(events);
      const isSame = [...expectation.data].sort().join("\n") === [...heard].sort().join("\n");
      const found = heard.length === 0 ? outcome : `answer ${heard.join(", ")}`;
      return { text: `answer ${expectation.data.join(", ")}`, holds: isSame, found };
    }
    case "source": {
      const { address, at } = expectation;
      const place = namespaceOfActor(scenario, at);
      const seen = servedPackets(events).filter(({ namespace }) => namespace === place);
      const sources = [...new Set(seen.map(({ source }) => source))];
      const found = sources.length === 0 ? outcome : `source ${sources.join(", ")} at ${at.name}`;
      return { text: `source ${address} at ${at.name}`, holds: sources.includes(address), found };
    }
    default:
      return unreachable(expectation);
  }
}

// What the client itself heard of the name that it asked for last, each value once: of both families, and again over TCP.
function heardData(events: readonly TraceEvent[]): readonly string[] {
  const client = events.find(({ kind }) => kind === "request-started")?.namespace ?? null;
  const heard = events.filter(
    (event) => event.kind === "answer-received" && event.namespace === client,
  ) as readonly (TraceEvent & { readonly kind: "answer-received" })[];
  const name = heard.at(-1)?.question.name;
  const records = heard
    .filter(({ question }) => question.name === name)
    .flatMap(({ message }) => message.answer);
  return [...new Set(records.map(({ data }) => data))];
}

const NAME_SERVERS: ReadonlySet<string> = new Set(["coredns", "node-local-dns", "dns"]);

// Name servers are asked on the way; who is asked last is who the request was for.
function answererIn(served: readonly Served[]): NamespaceId | null {
  const isDns = ({ program }: Served): boolean => program !== null && NAME_SERVERS.has(program);
  return (served.findLast((each) => !isDns(each)) ?? served.at(-1))?.namespace ?? null;
}

// Whether what answered in this namespace is one of those that may.
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

function answered(
  status: number | null,
  by: NamespaceId | null,
  scenario: Scenario,
): string | null {
  return status === null ? null : `${status}${byText(by, scenario)}`;
}

// Several pods may share their node's namespace; anything else has a name of its own.
function byText(by: NamespaceId | null, { cluster }: Scenario): string {
  if (by === null) return "";
  const pods = cluster.pods.filter((pod) => namespaceOfPod(pod) === by).map(podKey);
  return ` from ${pods.length > 0 ? pods.join(", ") : by.slice(by.indexOf("/") + 1)}`;
}
