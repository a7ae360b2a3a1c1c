import type { LocalizedText } from "../../base/localized-text.js";
import type {
  DnsBlockHeader,
  DnsHeader,
  HookHeader,
  NamespaceHeader,
  ResolverFiles,
  ResolverHeader,
  SegmentHeader,
  ServerHeader,
  TraceHeader,
} from "../header.js";
import { apiObjectShape } from "./api-object-shape.js";
import type { HostsEntry, HostsHeader } from "../hosts-text.js";
import { hostTablesShape } from "./host-shape.js";
import { nftablesShape } from "./nftables-shape.js";
import { namespaceShape, ruleSetShape } from "./rule-set-shape.js";
import { serviceShape } from "./service-shape.js";
import { addressShape } from "./packet-shape.js";
import {
  count,
  flag,
  isRecord,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
  type Shape,
} from "./shape.js";

const hostsEntries = list(object<HostsEntry>({ address: addressShape, names: list(text) }));

const hostsShape: Shape<HostsHeader> = object<HostsHeader>({
  writtenBy: oneOf<HostsHeader["writtenBy"]>({ kubelet: 1, host: 1 }),
  entries: hostsEntries,
  aliases: hostsEntries,
});

const namespace: Shape<NamespaceHeader> = object<NamespaceHeader>({
  id: namespaceShape,
  kind: oneOf<NamespaceHeader["kind"]>({
    node: 1,
    pod: 1,
    outside: 1,
    host: 1,
    container: 1,
    switch: 1,
  }),
  name: text,
  kubernetesNamespace: nullable(text),
  node: nullable(namespaceShape),
  tables: hostTablesShape,
  iptables: oneOf<NamespaceHeader["iptables"]>({ nft: 1, legacy: 1 }),
  servers: list(object<ServerHeader>({ program: text, protocol: text, port: count })),
  resolver: nullable(
    object<ResolverHeader>({
      servers: list(addressShape),
      search: list(text),
      ndots: count,
    }),
  ),
  files: optional(
    object<ResolverFiles>({
      resolvConf: text,
      hosts: nullable(hostsShape),
      libc: oneOf<ResolverFiles["libc"]>({ glibc: 1, musl: 1 }),
    }),
  ),
  comesLater: optional(flag),
});

const segment: Shape<SegmentHeader> = object<SegmentHeader>({
  id: text,
  kind: oneOf<SegmentHeader["kind"]>({ veth: 1, lan: 1 }),
  name: text,
  ports: list(object({ namespace: namespaceShape, device: text })),
});

const dns: Shape<DnsHeader> = object<DnsHeader>({
  corefile: text,
  blocks: list(
    object<DnsBlockHeader>({
      keys: list(text),
      plugins: list(object({ name: text, line: count })),
      reordered: optional(flag),
      program: optional(oneOf<NonNullable<DnsBlockHeader["program"]>>({ "node-local-dns": 1 })),
    }),
  ),
  nodeLocalCorefile: optional(text),
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
  services: list(serviceShape),
  objects: optional(list(apiObjectShape)),
  wiredOf: optional(object<NonNullable<TraceHeader["wiredOf"]>>({ nodes: count, pods: count })),
  ruleSets: list(ruleSetShape),
  nftables: optional(list(nftablesShape)),
  chart: list(object<HookHeader>({ hook: text, stations: list(text) })),
  dns,
  hosts: optional(hostsShape),
  chapters: list(localized),
  notes: list(localized),
});
