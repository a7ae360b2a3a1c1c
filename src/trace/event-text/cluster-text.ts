import { formatEndpoint } from "../../base/address.js";
import type { ClusterEvent, EndpointChange, PodFact, SyncedRule } from "../event/cluster-event.js";
import { objectKey } from "../api-object.js";
import type { ServiceHeader, TraceHeader } from "../header.js";

/** A fact of a cluster that changes, as kubectl and iptables would have it. */
export function clusterText(event: ClusterEvent, header: TraceHeader): string {
  switch (event.kind) {
    case "objects-changed":
      return `$ ${event.command}`;
    case "objects-written":
      return [
        "objects written:",
        ...event.objects.map((one) => `  ${objectKey(one)}`),
        ...event.removed.map((key) => `  ${key} removed`),
      ].join("\n");
    case "pod-changed":
      return [
        `pod ${podText(event.pod)} ${event.change}`,
        ...(event.seconds === undefined ? [] : [`for ${event.seconds} s`]),
        ...(event.log === undefined ? [] : [`after: ${event.log}`]),
      ].join(" ");
    case "namespace-added":
      return "namespace added";
    case "namespace-removed":
      return "namespace removed";
    case "service-changed":
      return `service ${serviceText(event.service)} ${event.change}`;
    case "endpoints-changed":
      return `endpoints of ${serviceText(event.service)}: ${event.changes.map(changeText).join(", ")}`;
    case "proxy-changed":
      return event.syncs ? "kube-proxy syncs again" : "kube-proxy has stopped to sync";
    case "rules-synced":
      return [
        `${event.family} rules synced by kube-proxy (${event.tool})`,
        ...event.removed.map((rule) => `  - ${ruleText(rule, header)}`),
        ...event.added.map((rule) => `  + ${ruleText(rule, header)}`),
      ].join("\n");
    case "kubelet-warned":
      return `Warning ${event.reason} ${event.object}: ${event.message}`;
    case "records-changed":
      return [
        "records changed:",
        ...event.changes.flatMap(({ name, type, added, removed }) => [
          ...removed.map((data) => `  - ${name} ${type} ${data}`),
          ...added.map((data) => `  + ${name} ${type} ${data}`),
        ]),
        ...(event.unlisted === 0 ? [] : [`  and ${event.unlisted} more names`]),
      ].join("\n");
  }
}

function podText({ kubernetesNamespace, name, addresses }: PodFact): string {
  return [`${kubernetesNamespace}/${name}`, ...addresses].join(" ");
}

function serviceText({ kubernetesNamespace, name }: ServiceHeader): string {
  return `${kubernetesNamespace}/${name}`;
}

function changeText({ address, port, change }: EndpointChange): string {
  return `${formatEndpoint(address, port)} ${change}`;
}

function ruleText({ table, chain, text }: SyncedRule, { texts }: TraceHeader): string {
  return `${table} -A ${chain} ${texts[text] ?? ""}`.trimEnd();
}
