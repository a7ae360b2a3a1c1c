import { plainText } from "../../src/base/inner-text.js";
import type { Address, Family } from "../../src/base/address.js";
import type { EndpointSlice } from "../../src/cluster/endpoint-slice.js";
import type { Service } from "../../src/cluster/service.js";
import { sloppyAddress } from "../../src/manifests/address-field.js";
import { readWritten } from "../../src/manifests/read-written.js";
import type { WrittenObjects } from "../../src/manifests/read-written.js";
import { readStream } from "../../src/manifests/yaml/read-stream.js";
import { resolvePlain } from "../../src/manifests/yaml/resolve-plain.js";
import type { YamlValue } from "../../src/manifests/yaml/value.js";

/** A Kubernetes object as JSON; fields are read where they are and left alone where they are not. */
export type KubernetesObject = Readonly<Record<string, unknown>>;

/** The documents of a YAML stream. */
export function readObjects(text: string): readonly KubernetesObject[] {
  return readStream(text).map(({ value }) => object(value === null ? null : plain(value)));
}

/** The Services, slices, Nodes and Pods of a YAML stream, as they are written. */
export function readKubernetes(text: string): WrittenObjects {
  return readWritten(plainText("objects.yaml", text), () => undefined);
}

/** A Service as kube-proxy would read it: what the API server would have defaulted stays absent. */
export function readService(from: KubernetesObject): Service {
  const { services } = readKubernetes(JSON.stringify({ ...from, kind: "Service" }));
  const [found] = services;
  if (found === undefined) throw new Error(`no Service: ${JSON.stringify(from)}`);
  return found;
}

/** An EndpointSlice; null for one of names (address type FQDN). */
export function readEndpointSlice(from: KubernetesObject): EndpointSlice | null {
  const { endpointSlices } = readKubernetes(JSON.stringify({ ...from, kind: "EndpointSlice" }));
  return endpointSlices[0] ?? null;
}

/** `IPv4`, `IPv6`. */
export function readFamily(from: unknown): Family {
  return from === "IPv6" ? "ipv6" : "ipv4";
}

/** Addresses as Kubernetes still takes them; others are left out. */
export function addresses(from: readonly unknown[]): readonly Address[] {
  return from.flatMap((entry) => sloppyAddress(text(entry)) ?? []);
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

function plain(value: YamlValue): unknown {
  switch (value.kind) {
    case "scalar":
      return value.isPlain ? resolvePlain(value.text) : value.text;
    case "list":
      return value.items.map(plain);
    case "map":
      return Object.fromEntries(value.entries.map(({ key, value: own }) => [key.text, plain(own)]));
  }
}
