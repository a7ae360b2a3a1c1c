import { formatEndpoint } from "../../base/address.js";
import type { ClusterEvent, EndpointChange, PodFact } from "../../trace/event/cluster-event.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { addressesOf, nameOf, namespaceOf, serviceName } from "../naming.js";
import { firstLine, say } from "./context.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";

/** What is said of a cluster that changes. */
export const CLUSTER: Tellers<ClusterEvent["kind"]> = {
  "objects-changed": ({ command }) => say("objects-changed", { command: firstLine(command, 160) }),
  "objects-written": ({ objects, removed }) =>
    say("objects-written", { written: objects.length, removed: removed.length }),
  "pod-changed": ({ pod, change }, { trace }) =>
    say(`pod-${change}`, { pod: podName(pod), node: nameOf(trace.header, pod.node) }),
  "namespace-added": ({ namespace }, telling) =>
    networkCaption("namespace-added", namespace, telling),
  "namespace-removed": ({ namespace }, telling) =>
    networkCaption("namespace-removed", namespace, telling),
  "service-changed": ({ service, change }) => {
    const addresses = service.addresses.join(", ");
    const isHeadless = change === "created" && addresses === "";
    return say(isHeadless ? "service-created-headless" : `service-${change}`, {
      service: serviceName(service),
      addresses,
    });
  },
  "endpoints-changed": ({ service, changes }) => {
    const [first, ...others] = changes;
    if (first === undefined) return say("service-changed", { service: serviceName(service) });
    const told = endpointCaption(first);
    const part =
      others.length === 0
        ? told
        : { ...say("endpoint-more", { count: others.length }), parts: { first: told } };
    return {
      ...say("endpoints-changed", { service: serviceName(service) }),
      parts: { changes: part },
    };
  },
  "proxy-changed": ({ syncs }, { host }) =>
    say(syncs ? "proxy-resumed" : "proxy-stale", { node: host }),
  "rules-synced": (event, telling) => syncCaption(event, telling),
};

const syncCaption: Teller<"rules-synced"> = (event, telling) => {
  const { host, trace } = telling;
  const seconds = Math.round(event.afterMicroseconds / 1000) / 1000;
  const parameters = { node: host, seconds };
  const [added, removed] = [event.added.length, event.removed.length];
  if (added + removed === 0) return say("rules-synced-same", parameters);
  const others = alike(event, telling).map(({ namespace }) => nameOf(trace.header, namespace));
  const counted = { ...parameters, added, removed };
  return others.length === 0
    ? say("rules-synced", counted)
    : say("rules-synced-others", { ...counted, others: others.join(", ") });
};

// Other nodes that change the same rules at the same moment are told of with the first.
function alike(
  event: TraceEvent & { readonly kind: "rules-synced" },
  { trace, step }: Telling,
): readonly TraceEvent[] {
  const same = JSON.stringify([event.added, event.removed]);
  const found: TraceEvent[] = [];
  for (let index = step.about + 1; index < trace.events.length; index++) {
    const other = trace.events[index];
    if (other === undefined || other.at > event.at) break;
    if (other.kind !== "rules-synced" || other.family !== event.family) continue;
    if (JSON.stringify([other.added, other.removed]) === same) found.push(other);
  }
  return found;
}

function networkCaption(
  code: "namespace-added" | "namespace-removed",
  id: TraceEvent["namespace"],
  { trace, host }: Telling,
): Caption {
  const pod = namespaceOf(trace.header, id);
  return say(code, {
    pod: host,
    node: nameOf(trace.header, pod?.node ?? null),
    addresses: pod === undefined ? "" : addressesOf(pod).join(", "),
  });
}

function endpointCaption({ address, port, change }: EndpointChange): Caption {
  return say(`endpoint-${change}`, { endpoint: formatEndpoint(address, port) });
}

function podName({ kubernetesNamespace, name }: PodFact): string {
  return kubernetesNamespace === "default" ? name : `${kubernetesNamespace}/${name}`;
}
