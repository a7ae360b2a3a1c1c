import { formatEndpoint } from "../../base/address.js";
import type {
  ClusterEvent,
  EndpointChange,
  PodFact,
  RecordsChange,
} from "../../trace/event/cluster-event.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { addressesOf, nameOf, namespaceOf, serviceName, withoutRoot } from "../naming.js";
import { firstLine, say } from "./context.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";

/** What is said of a cluster that changes. */
export const CLUSTER: Tellers<ClusterEvent["kind"]> = {
  "objects-changed": ({ command }) => say("objects-changed", { command: firstLine(command, 160) }),
  "objects-written": ({ objects, removed }) =>
    say("objects-written", { written: objects.length, removed: removed.length }),
  "pod-changed": ({ pod, change, log, seconds }, { trace }) => {
    const parameters = { pod: podName(pod), node: nameOf(trace.header, pod.node) };
    if (log !== undefined) return say("pod-exited-with", { ...parameters, log });
    return say(`pod-${change}`, { ...parameters, seconds: seconds ?? 0 });
  },
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
  "kubelet-warned": ({ object, reason, message }, { host }) =>
    say("kubelet-warned", { node: host, object, reason, message }),
  "records-changed": (event, telling) => recordsCaption(event, telling),
};

const syncCaption: Teller<"rules-synced"> = (event, telling) => {
  const { host } = telling;
  const seconds = secondsOf(event);
  const parameters = { node: host, seconds };
  const [added, removed] = [event.added.length, event.removed.length];
  if (added + removed === 0) return say("rules-synced-same", parameters);
  const others = alike(event, telling);
  const counted = { ...parameters, added, removed };
  return others.length === 0
    ? say("rules-synced", counted)
    : say("rules-synced-others", { ...counted, others: others.join(", ") });
};

const recordsCaption: Teller<"records-changed"> = (event, telling) => {
  const [first] = event.changes;
  const count = event.changes.length - 1 + event.unlisted;
  const pods = [telling.host, ...alike(event, telling)].join(", ");
  const caption = say(count > 0 ? "records-changed-more" : "records-changed", {
    pods,
    seconds: secondsOf(event),
    count,
  });
  return first === undefined ? caption : { ...caption, parts: { record: recordCaption(first) } };
};

function recordCaption({ name, type, added, removed }: RecordsChange): Caption {
  const owner = { name: withoutRoot(name), type };
  const [now, old] = [added.join(", "), removed.join(", ")];
  if (now === "") return say("record-gone", { ...owner, data: old });
  return old === ""
    ? say("record-now", { ...owner, data: now })
    : say("record-instead", { ...owner, data: now, old });
}

function secondsOf({ afterMicroseconds }: { readonly afterMicroseconds: number }): number {
  return Math.round(afterMicroseconds / 1000) / 1000;
}

// Others that change the same at the same moment are told of with the first.
function alike(event: TraceEvent & Alike, { trace, step }: Telling): readonly string[] {
  const same = changeText(event);
  const found: string[] = [];
  for (let index = step.about + 1; index < trace.events.length; index++) {
    const other = trace.events[index];
    if (other === undefined || other.at > event.at) break;
    if (other.kind !== "rules-synced" && other.kind !== "records-changed") continue;
    if (changeText(other) === same) found.push(nameOf(trace.header, other.namespace));
  }
  return found;
}

type Alike = ClusterEvent & { readonly kind: "rules-synced" | "records-changed" };

function changeText(event: Alike): string {
  return event.kind === "rules-synced"
    ? JSON.stringify([event.family, event.added, event.removed])
    : JSON.stringify(event.changes);
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
