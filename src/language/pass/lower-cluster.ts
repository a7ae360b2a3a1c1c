import { familyOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { formatPrefix, overlaps, prefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { ClusterSettings } from "../../cluster/cluster.js";
import { nodeLocalAddress } from "../../cluster/node-local-dns.js";
import { DEFAULT_PROXY_SETTINGS } from "../../cluster/proxy-settings.js";
import { DEFAULT_VERSION } from "../../cluster/proxy-version.js";
import type { Draft } from "../draft.js";
import { headSpanOf, keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readCni } from "../value/cni.js";
import { readProxy } from "../value/proxy.js";
import { fitVersion, readVersion } from "../value/version.js";
import { readAddress, readEach, readPrefix } from "../value/address.js";
import { readDuration } from "../value/number.js";
import { isDomainName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

/** The ranges of a kind cluster, for families that the text names no range for. */
export const KIND_RANGES: Readonly<Record<RangeWord, Readonly<Record<Family, Prefix>>>> = {
  pods: { ipv4: prefix("10.244.0.0/16"), ipv6: prefix("fd00:10:244::/56") },
  services: { ipv4: prefix("10.96.0.0/16"), ipv6: prefix("fd00:10:96::/112") },
  nodes: { ipv4: prefix("172.18.0.0/16"), ipv6: prefix("fc00:f853:ccd:e793::/64") },
};

/** The settings of a kind cluster of which nothing is said. */
export const DEFAULT_SETTINGS: ClusterSettings = {
  version: DEFAULT_VERSION,
  podRanges: [KIND_RANGES.pods.ipv4],
  serviceRanges: [KIND_RANGES.services.ipv4],
  nodeRanges: [KIND_RANGES.nodes.ipv4],
  domain: "cluster.local",
  proxy: DEFAULT_PROXY_SETTINGS,
  cni: { kind: "kindnet" },
};

/** Reads the `cluster` block: ranges, domain, and the programs that stand in it. */
export const lowerCluster: Pass = {
  name: "lower-cluster",
  run: (draft, report) => {
    const block = statementsOf(draft.document.items).find((s) => keywordOf(s) === "cluster");
    if (block === undefined) return draft;
    const said = new Map(partsOf(block).map((part) => [keywordOf(part), part]));
    const doubtful = new Set(draft.doubtful);
    const placed: PlacedRange[] = [];
    const ranges = (word: RangeWord, families: readonly Family[]): Prefix[] => {
      const found = readRanges(said.get(word), report);
      if (found === "wrong") doubtful.add(word);
      const values = found === null || found === "wrong" ? defaultRanges(word, families) : found;
      placed.push(...values.map((range) => ({ ...range, word })));
      return values.map((range) => range.value);
    };
    const podRanges = ranges("pods", ["ipv4"]);
    const families = podRanges.map((range) => range.family);
    const serviceRanges = ranges("services", families);
    const nodeRanges = ranges("nodes", families);
    // Nodes carry the pods' traffic, so they need an address of each of its families.
    const missing = families.filter((f) => !nodeRanges.some((range) => range.family === f));
    for (const family of missing) {
      const part = said.get("nodes");
      if (part !== undefined)
        report(errorAt(part.span, "missing-family", { family, word: "nodes" }));
      nodeRanges.push(KIND_RANGES.nodes[family]);
    }
    checkOverlaps(placed, report);
    const version = readVersion(said.get("version"), report);
    const place = said.get("proxy") ?? said.get("version");
    const span = place === undefined ? null : headSpanOf(place);
    const proxy = fitVersion(readProxy(said.get("proxy"), report), version, span, report);
    const cni = readCni(said.get("cni"), draft.document.source, report);
    const domain = readDomain(said.get("domain"), draft, report);
    const ranged = { ...draft.settings, podRanges, serviceRanges, nodeRanges };
    const dns = {
      ...readClusterDns(said.get("cluster-dns"), report),
      ...readDnsDelays(said.get("dns-delay"), report),
      ...readNodeLocal(said.get("node-local-dns"), ranged, report),
    };
    const settings = { ...ranged, version, domain, proxy, cni, ...dns };
    return { ...draft, settings, doubtful };
  },
};

type RangeWord = "pods" | "services" | "nodes";

interface WrittenRange {
  readonly value: Prefix;
  /** Its place; null for a default. */
  readonly span: SourceSpan | null;
}

interface PlacedRange extends WrittenRange {
  readonly word: string;
}

function defaultRanges(word: RangeWord, families: readonly Family[]): readonly WrittenRange[] {
  return families.map((family) => ({ value: KIND_RANGES[word][family], span: null }));
}

/** Reports ranges that share addresses, at the later one of those that were said. */
function checkOverlaps(ranges: readonly PlacedRange[], report: Report): void {
  for (const [index, range] of ranges.entries()) {
    for (const other of ranges.slice(0, index)) {
      const [span, against] = range.span === null ? [other.span, range] : [range.span, other];
      if (span === null || !overlaps(range.value, other.value)) continue;
      const text = formatPrefix(range.span === null ? other.value : range.value);
      const parameters = { range: text, other: formatPrefix(against.value), owner: against.word };
      report(errorAt(span, "range-overlap", parameters));
    }
  }
}

/** The ranges of a part, one for each family at most; null where the part is not there. */
function readRanges(
  part: Statement | undefined,
  report: Report,
): readonly WrittenRange[] | "wrong" | null {
  if (part === undefined) return null;
  const words = readWords(part, report).list("RANGE");
  const found = readEach(words, readPrefix, report);
  const ranges: WrittenRange[] = [];
  for (const { value, span } of found) {
    if (ranges.some((range) => range.value.family === value.family))
      report(errorAt(span, "duplicate-family", { family: value.family }));
    else ranges.push({ value, span });
  }
  return found.length < words.length || ranges.length === 0 ? "wrong" : ranges;
}

/** Reads `cluster-dns ADDRESS, …` or `cluster-dns none`. */
function readClusterDns(
  part: Statement | undefined,
  report: Report,
): Pick<ClusterSettings, "clusterDns"> {
  if (part === undefined) return {};
  const words = readWords(part, report);
  if (words.skip("none") !== null) {
    words.end();
    return { clusterDns: [] };
  }
  const found = readEach(words.list("ADDRESS, none"), readAddress, report);
  return found.length === 0 ? {} : { clusterDns: found.map(({ value }) => value) };
}

/** Reads `dns-delay DURATION, …`. */
function readDnsDelays(
  part: Statement | undefined,
  report: Report,
): Pick<ClusterSettings, "dnsDelays"> {
  if (part === undefined) return {};
  const found = readEach(readWords(part, report).list("DURATION"), readDuration, report);
  return found.length === 0 ? {} : { dnsDelays: found };
}

/** Reads `node-local-dns` or `node-local-dns ADDRESS`, of the family of kube-dns: node-cache refuses others. */
function readNodeLocal(
  part: Statement | undefined,
  settings: ClusterSettings,
  report: Report,
): Pick<ClusterSettings, "nodeLocalDns"> {
  if (part === undefined) return {};
  const usual = nodeLocalAddress(settings);
  const words = readWords(part, report);
  const word = words.peek() === null ? null : words.take("ADDRESS");
  words.end();
  const said = word && readAddress(word, report);
  if (said === null) return { nodeLocalDns: usual };
  if (familyOf(said.value) === familyOf(usual)) return { nodeLocalDns: said.value };
  const parameters = { address: said.value, families: familyOf(usual) };
  report(errorAt(said.span, "address-of-other-family", parameters));
  return { nodeLocalDns: usual };
}

function readDomain(part: Statement | undefined, draft: Draft, report: Report): string {
  const words = part && readWords(part, report);
  const word = words?.take("DOMAIN") ?? null;
  words?.end();
  if (word === null) return draft.settings.domain;
  if (isDomainName(word.text)) return word.text.replace(/\.$/, "").toLowerCase();
  report(errorAt(word.span, "bad-domain-name", { text: word.text }));
  return draft.settings.domain;
}
