import { parseAllDocuments } from "yaml";
import { parseAddress } from "../../src/base/address.js";
import type { Address, Family } from "../../src/base/address.js";
import { parsePrefix } from "../../src/base/prefix.js";
import type { Prefix } from "../../src/base/prefix.js";
import type { Endpoint, EndpointSlice } from "../../src/cluster/endpoint-slice.js";
import type { TransportProtocol } from "../../src/cluster/pod.js";
import type { Service } from "../../src/cluster/service.js";

/** A Kubernetes object as JSON; fields are read where they are and left alone where they are not. */
export type KubernetesObject = Readonly<Record<string, unknown>>;

/** The documents of a YAML stream, or of a List's JSON. */
export function readObjects(text: string): readonly KubernetesObject[] {
  // Kubernetes reads YAML 1.1, in which a bare `n` is false; its text fields then say "false".
  return parseAllDocuments(text, { version: "1.1" }).map((document) => object(document.toJS()));
}

/** A Service as kube-proxy would read it: what the API server would have defaulted stays absent. */
export function readService(from: KubernetesObject): Service {
  const metadata = object(from["metadata"]);
  const spec = object(from["spec"]);
  const clusterTexts =
    spec["clusterIPs"] === undefined ? [spec["clusterIP"]] : list(spec["clusterIPs"]);
  const affinity = object(object(spec["sessionAffinityConfig"])["clientIP"]);
  return {
    name: text(metadata["name"]),
    namespace: text(metadata["namespace"]),
    labels: labels(metadata["labels"]),
    type: readType(spec["type"]),
    clusterAddresses: addresses(clusterTexts),
    families: list(spec["ipFamilies"]).map(readFamily),
    selector: labels(spec["selector"]),
    ports: list(spec["ports"]).map((entry) => readServicePort(object(entry))),
    externalName: spec["externalName"] === undefined ? null : text(spec["externalName"]),
    externalAddresses: addresses(list(spec["externalIPs"])),
    loadBalancerIngress: readIngress(from),
    loadBalancerSourceRanges: list(spec["loadBalancerSourceRanges"]).flatMap((range) =>
      readRange(text(range).trim()),
    ),
    internalTrafficPolicy: spec["internalTrafficPolicy"] === "Local" ? "Local" : "Cluster",
    externalTrafficPolicy: spec["externalTrafficPolicy"] === "Local" ? "Local" : "Cluster",
    affinitySeconds:
      spec["sessionAffinity"] === "ClientIP" ? (number(affinity["timeoutSeconds"]) ?? 10800) : null,
    healthCheckNodePort: number(spec["healthCheckNodePort"]),
    publishNotReadyAddresses: spec["publishNotReadyAddresses"] === true,
    trafficDistribution: null,
  };
}

/** An EndpointSlice; null for one of names (address type FQDN). */
export function readEndpointSlice(from: KubernetesObject): EndpointSlice | null {
  const metadata = object(from["metadata"]);
  const own = labels(metadata["labels"]);
  if (from["addressType"] === "FQDN") return null;
  return {
    name: text(metadata["name"]),
    namespace: text(metadata["namespace"]),
    service: own["kubernetes.io/service-name"] ?? null,
    labels: own,
    family: readFamily(from["addressType"]),
    ports: list(from["ports"]).flatMap((entry) => {
      const { name, port, protocol } = object(entry);
      const known = number(port);
      if (name === undefined || name === null || known === null) return [];
      return [{ name: text(name), port: known, protocol: readProtocol(protocol) }];
    }),
    endpoints: list(from["endpoints"]).map((entry) => readEndpoint(object(entry))),
  };
}

/** `IPv4`, `IPv6`. */
export function readFamily(from: unknown): Family {
  return from === "IPv6" ? "ipv6" : "ipv4";
}

/** Addresses with leading zeros taken as decimal digits, as Kubernetes still does; others are left out. */
export function addresses(from: readonly unknown[]): readonly Address[] {
  return from.flatMap((entry) => {
    const parsed = parseAddress(withoutLeadingZeros(text(entry)));
    return parsed === null ? [] : [parsed];
  });
}

/** The value as an object; empty where it is none. */
export function object(from: unknown): KubernetesObject {
  return typeof from === "object" && from !== null ? (from as KubernetesObject) : {};
}

/** The value as a list; empty where it is none. */
export function list(from: unknown): readonly unknown[] {
  return Array.isArray(from) ? from : [];
}

/** The value as text; empty where it is none. */
export function text(from: unknown): string {
  return typeof from === "string" || typeof from === "boolean" ? String(from) : "";
}

function withoutLeadingZeros(from: string): string {
  return from.includes(":") ? from : from.replace(/\b0+(?=\d)/g, "");
}

function number(from: unknown): number | null {
  return typeof from === "number" && from !== 0 ? from : null;
}

function boolean(from: unknown): boolean | null {
  return typeof from === "boolean" ? from : null;
}

function labels(from: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object(from)).map(([name, value]) => [name, text(value)]),
  );
}

function readType(from: unknown): Service["type"] {
  return from === "NodePort" || from === "LoadBalancer" || from === "ExternalName"
    ? from
    : "ClusterIP";
}

function readProtocol(from: unknown): TransportProtocol {
  return from === "UDP" ? "udp" : from === "SCTP" ? "sctp" : "tcp";
}

function readServicePort(from: KubernetesObject): Service["ports"][number] {
  const target = from["targetPort"];
  return {
    name: text(from["name"]),
    protocol: readProtocol(from["protocol"]),
    port: number(from["port"]) ?? 0,
    targetPort: typeof target === "string" ? target : (number(target) ?? 0),
    nodePort: number(from["nodePort"]),
  };
}

function readIngress(from: KubernetesObject): Service["loadBalancerIngress"] {
  const ingress = list(object(object(from["status"])["loadBalancer"])["ingress"]).map(object);
  return ingress.map((entry) => ({
    address: addresses([entry["ip"]])[0] ?? null,
    hostname: typeof entry["hostname"] === "string" ? entry["hostname"] : null,
    mode: entry["ipMode"] === "Proxy" ? "Proxy" : "VIP",
  }));
}

// A bare address is no range to Kubernetes.
function readRange(from: string): readonly Prefix[] {
  const parsed = from.includes("/") ? parsePrefix(withoutLeadingZeros(from)) : null;
  return parsed === null ? [] : [parsed];
}

function readEndpoint(from: KubernetesObject): Endpoint {
  const conditions = object(from["conditions"]);
  const hints = object(from["hints"]);
  const names = (entries: unknown): readonly string[] =>
    list(entries).map((entry) => text(object(entry)["name"]));
  const target = object(from["targetRef"]);
  return {
    addresses: addresses(list(from["addresses"])),
    ready: boolean(conditions["ready"]),
    serving: boolean(conditions["serving"]),
    terminating: boolean(conditions["terminating"]),
    node: typeof from["nodeName"] === "string" ? from["nodeName"] : null,
    zone: typeof from["zone"] === "string" ? from["zone"] : null,
    hostname: typeof from["hostname"] === "string" ? from["hostname"] : null,
    pod: target["kind"] === "Pod" ? text(target["name"]) : null,
    zoneHints: names(hints["forZones"]),
    nodeHints: names(hints["forNodes"]),
  };
}
