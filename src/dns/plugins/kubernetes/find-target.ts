import { parseAddress } from "../../../base/address.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Service } from "../../../cluster/service.js";
import type { ClusterIndex, ReadyEndpoint } from "./cluster-index.js";
import type { NameRequest } from "./name-request.js";
import type { KubernetesOptions } from "./options.js";

/** Something that a name stands for: an address or another name, and the port and name of an SRV record. */
export interface Target {
  /** An address, or the name that an ExternalName Service points to. */
  readonly host: string;
  /** Null where no port is declared; 0 where the thing has none, as a pod. */
  readonly port: number | null;
  /** The name of the Service, endpoint or pod itself, zone included. */
  readonly name: string;
}

/** What was found, or why nothing was: then the name does not exist. */
export type Finding =
  | { readonly kind: "found"; readonly targets: readonly Target[] }
  | { readonly kind: "missing"; readonly reason: MissingReason };

/** Why a name does not exist. */
export type MissingReason =
  | "name-invalid"
  | "namespace-missing"
  | "service-missing"
  | "service-empty"
  | "port-missing"
  | "endpoint-missing"
  | "external-address"
  | "pods-disabled"
  | "pod-missing"
  | "address-invalid"
  | "address-unknown";

/** What is looked in, and with which options. */
export interface Search {
  readonly index: ClusterIndex;
  readonly options: KubernetesOptions;
  /** The zone in the query's spelling. */
  readonly zone: string;
}

/** Whether a namespace exists and is served. */
export function isExposed({ index, options }: Search, namespace: string): boolean {
  const isServed = options.namespaces.length === 0 || options.namespaces.includes(namespace);
  return isServed && index.namespaces.has(namespace);
}

/** A pod's address as a name: `10-244-1-5` (coredns plugin/kubernetes/kubernetes.go: findPods). */
export function findPods(search: Search, request: NameRequest): Finding {
  const { options, index, zone } = search;
  if (options.pods === "disabled") return missing("pods-disabled");
  if (request.service === "") return { kind: "found", targets: [] };
  const dashed = request.service;
  const isIpv4 = dashed.split("-").length === 4 && !dashed.includes("--");
  const host = dashed.replaceAll("-", isIpv4 ? "." : ":");
  const target = { host, port: 0, name: `${dashed}.${request.namespace}.pod.${zone}` };
  if (options.pods === "insecure") {
    const isAddress = parseAddress(host) !== null;
    return isAddress ? { kind: "found", targets: [target] } : missing("address-invalid");
  }
  const isThere = ({ namespace }: Pod): boolean => namespace === request.namespace;
  const pods = index.podsByAddress.get(host)?.filter(isThere) ?? [];
  return pods.length > 0
    ? { kind: "found", targets: pods.map(() => target) }
    : missing("pod-missing");
}

/** A Service, its ports or its endpoints (coredns plugin/kubernetes/kubernetes.go: findServices). */
export function findServices(search: Search, request: NameRequest): Finding {
  if (request.service === "") return { kind: "found", targets: [] };
  const key = `${request.namespace}/${request.service}`;
  const service = search.index.services.get(key);
  if (service === undefined) return missing("service-missing");
  const isHeadless = isHeadlessService(service);
  if (service.type === "ExternalName") return findExternal(search, request, service);
  if (isHeadless || request.endpoint !== "" || request.zone !== "") {
    return findEndpoints(search, request, isHeadless);
  }
  const slices = search.index.slices.get(key) ?? [];
  const isEmpty = slices.every(({ endpoints }) => endpoints.length === 0);
  if (search.options.ignoreEmptyService && isEmpty) return missing("service-empty");
  const name = `${service.name}.${service.namespace}.svc.${search.zone}`;
  const ports = portsOf(service.ports).filter((port) => hasPort(request, port));
  if (ports.length === 0) return missing("port-missing");
  const targets = ports.flatMap(({ port }) => {
    return service.clusterAddresses.map((host) => ({ host, port, name }));
  });
  return { kind: "found", targets };
}

/** Whether a Service has endpoints and no address of its own. */
export function isHeadlessService({ type, clusterAddresses }: Service): boolean {
  return type !== "ExternalName" && clusterAddresses.length === 0;
}

/** The label that names an endpoint below its Service (endpointHostname). */
export function endpointName(
  { address, endpoint }: ReadyEndpoint,
  options: KubernetesOptions,
): string {
  if (endpoint.hostname !== null && endpoint.hostname !== "") return endpoint.hostname;
  const { pod } = endpoint;
  if (options.endpointPodNames && pod !== null && pod !== "" && pod.length < 64) return pod;
  const dashed = address.replaceAll(/[.:]/g, "-");
  return address.includes(":") && dashed.endsWith("-") ? `${dashed}0` : dashed;
}

/** No name. */
export function missing(reason: MissingReason): Finding {
  return { kind: "missing", reason };
}

function findExternal(search: Search, request: NameRequest, service: Service): Finding {
  const isPart = request.endpoint !== "" || request.port !== "" || request.protocol !== "";
  if (isPart || request.zone !== "") return missing("port-missing");
  const host = service.externalName ?? "";
  if (parseAddress(host) !== null) return missing("external-address");
  const name = `${service.name}.${service.namespace}.svc.${search.zone}`;
  return { kind: "found", targets: [{ host, port: null, name }] };
}

function findEndpoints(search: Search, request: NameRequest, isHeadless: boolean): Finding {
  if (request.zone !== "" && !isHeadless) return missing("name-invalid");
  const local = endpointTargets(search, request, request.zone);
  const isWidened = local.length === 0 && request.prefersZone;
  const targets = isWidened ? endpointTargets(search, request, "") : local;
  // A zone-scoped name of a headless Service exists in every zone.
  if (targets.length > 0 || request.zone !== "") return { kind: "found", targets };
  return missing(request.port !== "" ? "port-missing" : "endpoint-missing");
}

function endpointTargets(search: Search, request: NameRequest, topologyZone: string): Target[] {
  const { index, options, zone } = search;
  const slices = index.slices.get(`${request.namespace}/${request.service}`) ?? [];
  return slices.flatMap((slice) => {
    const ports = portsOf(slice.ports).filter((port) => hasPort(request, port));
    return slice.endpoints.flatMap((ready) => {
      if (topologyZone !== "" && ready.endpoint.zone?.toLowerCase() !== topologyZone) return [];
      const label = endpointName(ready, options);
      if (request.endpoint !== "" && label.toLowerCase() !== request.endpoint) return [];
      const name = `${label}.${slice.service}.${slice.namespace}.svc.${zone}`;
      return ports.map(({ port }) => ({ host: ready.address, port, name }));
    });
  });
}

/** A port of a Service or of endpoints. */
export interface Port {
  readonly name: string;
  readonly protocol: string;
  readonly port: number | null;
}

/** Ports to look at: where none is declared, one without a number stands in, so that addresses are still found. */
export function portsOf(ports: readonly Port[]): readonly Port[] {
  return ports.length > 0 ? ports : [{ name: "", protocol: "", port: null }];
}

/** Whether a port is one that the name asks for. */
export function hasPort(
  request: Pick<NameRequest, "port" | "protocol">,
  { name, protocol }: Port,
): boolean {
  const isName = request.port === "" || request.port === name.toLowerCase();
  return isName && (request.protocol === "" || request.protocol === protocol.toLowerCase());
}
