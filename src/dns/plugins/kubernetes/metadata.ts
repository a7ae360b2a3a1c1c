import type { Address } from "../../../base/address.js";
import { longestZone } from "../../../packet/dns-name.js";
import type { MetadataProvider } from "../../metadata.js";
import type { ClusterIndex } from "./cluster-index.js";
import { parseName } from "./name-request.js";
import type { KubernetesOptions } from "./options.js";

/** What the cluster knows of a query by its name and its client (coredns plugin/kubernetes/metadata.go). */
export function metadataOf(
  options: KubernetesOptions,
  index: ClusterIndex,
  asked: { readonly name: string; readonly client: Address; readonly multicluster: boolean },
): readonly (readonly [label: string, value: string])[] {
  const { client, multicluster } = asked;
  const name = asked.name.toLowerCase();
  const [pod] = options.pods === "verified" ? (index.podsByAddress.get(client) ?? []) : [];
  const ofClient: readonly (readonly [string, string])[] =
    pod === undefined
      ? []
      : [
          ["client-namespace", pod.namespace],
          ["client-pod-name", pod.name],
          ...Object.entries(pod.labels).map(
            ([key, value]) => [`client-label/${key}`, value] as const,
          ),
        ];
  const zone = longestZone(name, options.zones);
  return [...ofClient, ...(zone === null ? [] : ofName(options, name, { zone, multicluster }))].map(
    ([label, value]) => [`kubernetes/${label}`, value],
  );
}

/** Tells it to the plugin metadata. CoreDNS does so before it has a zone, and so sees no cluster in any name. */
export function metadataProvider(
  options: KubernetesOptions,
  currentIndex: () => ClusterIndex,
): MetadataProvider {
  return function* provide({ message, client }) {
    const name = message.question[0]?.name ?? ".";
    const known = metadataOf(options, currentIndex(), { name, client, multicluster: false });
    for (const [label, value] of known) yield [label, () => value];
  };
}

function ofName(
  { zonal }: KubernetesOptions,
  name: string,
  { zone, multicluster }: { readonly zone: string; readonly multicluster: boolean },
): readonly (readonly [string, string])[] {
  const parsed = parseName(name, zone, { multicluster, zonal });
  if (parsed === "invalid") return [["parse-error", "invalid query name"]];
  const none = { port: "", protocol: "", endpoint: "", cluster: "", service: "", namespace: "" };
  const request = parsed === "apex" ? { ...none, zone: "", tree: "" } : parsed;
  return [
    ["port-name", request.port],
    ["protocol", request.protocol],
    ["endpoint", request.endpoint],
    ...(multicluster ? [["cluster", request.cluster] as const] : []),
    ...(zonal ? [["zone", request.zone] as const] : []),
    ["service", request.service],
    ["namespace", request.namespace],
    ["kind", request.tree],
  ];
}
