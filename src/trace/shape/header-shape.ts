import type { LocalizedText } from "../../base/localized-text.js";
import type {
  ChainHeader,
  DeviceHeader,
  DnsHeader,
  HookHeader,
  NamespaceHeader,
  ResolverHeader,
  RuleSetHeader,
  SegmentHeader,
  ServerHeader,
  ServiceHeader,
  TableHeader,
  TraceHeader,
} from "../header.js";
import type { NamespaceId } from "../id.js";
import { addressShape, familyShape } from "./packet-shape.js";
import {
  count,
  isRecord,
  list,
  nullable,
  number,
  object,
  oneOf,
  record,
  text,
  written,
  type Shape,
} from "./shape.js";

/** A namespace's id, `kind/name`; its form also keeps it from being a name that every object has. */
export const namespaceShape: Shape<NamespaceId> = written(
  "a namespace's id, such as node/worker",
  (value) => /^[a-z]+\/\S+$/.test(value),
);

const device: Shape<DeviceHeader> = object<DeviceHeader>({
  name: text,
  mac: text,
  addresses: list(text),
  segment: nullable(text),
});

const namespace: Shape<NamespaceHeader> = object<NamespaceHeader>({
  id: namespaceShape,
  kind: oneOf<NamespaceHeader["kind"]>({ node: 1, pod: 1, outside: 1 }),
  name: text,
  kubernetesNamespace: nullable(text),
  node: nullable(namespaceShape),
  devices: list(device),
  servers: list(object<ServerHeader>({ program: text, protocol: text, port: count })),
  routes: list(text),
  resolver: nullable(
    object<ResolverHeader>({ servers: list(addressShape), search: list(text), ndots: count }),
  ),
});

const segment: Shape<SegmentHeader> = object<SegmentHeader>({
  id: text,
  kind: oneOf<SegmentHeader["kind"]>({ veth: 1, lan: 1 }),
  name: text,
  ports: list(object({ namespace: namespaceShape, device: text })),
});

const service: Shape<ServiceHeader> = object<ServiceHeader>({
  name: text,
  kubernetesNamespace: text,
  addresses: list(addressShape),
  ports: list(object({ name: text, protocol: text, port: count })),
  endpoints: list(object({ address: addressShape, port: count, pod: nullable(text) })),
});

const chain: Shape<ChainHeader> = object<ChainHeader>({
  name: text,
  policy: nullable(oneOf<"ACCEPT" | "DROP">({ ACCEPT: 1, DROP: 1 })),
  rules: list(count),
  owners: list(text),
});

const ruleSet: Shape<RuleSetHeader> = object<RuleSetHeader>({
  namespace: namespaceShape,
  family: familyShape,
  tables: list(object<TableHeader>({ name: text, chains: list(chain) })),
});

const dns: Shape<DnsHeader> = object<DnsHeader>({
  corefile: text,
  blocks: list(object({ keys: list(text), plugins: list(object({ name: text, line: count })) })),
});

const localized: Shape<LocalizedText> = {
  faultOf: (value, path) =>
    isRecord(value) && !Object.hasOwn(value, "en")
      ? { path: `${path}.en`, expected: "a text" }
      : record(text).faultOf(value, path),
};

/** The header of a trace. */
export const headerShape: Shape<TraceHeader> = object<TraceHeader>({
  format: oneOf<TraceHeader["format"]>({ "hopwise-trace/1": 1 }),
  title: localized,
  seed: number,
  imitates: object({ kubernetes: text, coredns: text, proxyMode: text }),
  nominal: record(number),
  texts: list(text),
  namespaces: list(namespace),
  segments: list(segment),
  services: list(service),
  ruleSets: list(ruleSet),
  chart: list(object<HookHeader>({ hook: text, stations: list(text) })),
  dns,
  chapters: list(localized),
  notes: list(localized),
});
