import { longestZone } from "../packet/dns-name.js";
import type { DnsRequest, Metadata } from "./request.js";

/** Says what a plugin knows of a query, before the chain begins. */
export type MetadataProvider = (request: DnsRequest) => Iterable<readonly [string, () => string]>;

/** What `metadata` does in a server block: it asks the other plugins about the queries of its zones. */
export interface MetadataCollector {
  readonly zones: readonly string[];
  readonly providers: readonly MetadataProvider[];
}

/**
 * The query with what the plugins say of it; one of other zones gets metadata without anything in it
 * (coredns plugin/metadata/metadata.go: Collect).
 */
export function collectMetadata(collector: MetadataCollector, request: DnsRequest): DnsRequest {
  const metadata: Metadata = new Map();
  const collected = { ...request, metadata };
  const name = request.message.question[0]?.name ?? ".";
  if (longestZone(name.toLowerCase(), collector.zones) === null) return collected;
  for (const provide of collector.providers) {
    for (const [label, value] of provide(collected)) metadata.set(label, value);
  }
  return collected;
}

/**
 * Whether a label is well formed: a plugin's name, a slash, and something after it (coredns plugin/metadata/provider.go:
 * IsLabel).
 */
export function isMetadataLabel(label: string): boolean {
  const slash = label.indexOf("/");
  return slash > 0 && slash < label.length - 1;
}
