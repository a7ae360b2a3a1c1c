import type { Family } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { ServiceDeclaration } from "../../cluster/declaration.js";
import { plainDeclaration } from "../../cluster/plain-declaration.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress, readEach, readPrefix } from "../value/address.js";
import { isDomainName, readChoice, readLabels, readName } from "../value/name.js";
import { readDuration, readNumber } from "../value/number.js";
import { readServicePorts } from "../value/service-port.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readNamespace } from "../workload/template.js";
import { readIngressAddress, readIngressName } from "./read-ingress.js";

/** Reads a `service` block; null where not even its name is right. */
export function readService(block: Statement, report: Report): ServiceDeclaration | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  words.end();
  if (name === null) return null;
  const parts = partsOf(block);
  let service = plainDeclaration(name, readNamespace(parts, report));
  for (const part of parts)
    service = { ...service, ...readPart(readWords(part, report), keywordOf(part), service) };
  service = { ...service, ports: readServicePorts(parts, report) };
  const needsPorts = !service.headless && service.type !== "ExternalName";
  if (service.ports.length === 0 && needsPorts && !parts.some((p) => keywordOf(p) === "port"))
    report(errorAt(name.span, "service-without-port", { service: name.value, expected: ["port"] }));
  return service;
}

/** What one part of the block says. */
function readPart(
  words: WordReader,
  keyword: string,
  service: ServiceDeclaration,
): Partial<ServiceDeclaration> {
  return (
    readIdentity(words, keyword, service) ??
    readOutside(words, keyword, service) ??
    readTraffic(words, keyword) ??
    {}
  );
}

/** The parts that say what it is and where it leads. */
function readIdentity(
  words: WordReader,
  keyword: string,
  service: ServiceDeclaration,
): Partial<ServiceDeclaration> | null {
  const { report } = words;
  switch (keyword) {
    case "type":
      return readType(words);
    case "select":
      return { selector: { ...service.selector, ...readLabels(words.list("KEY=VALUE"), report) } };
    case "labels":
      return { labels: { ...service.labels, ...readLabels(words.list("KEY=VALUE"), report) } };
    case "cluster-ip": {
      if (words.skip("None") !== null) return { headless: true };
      return { clusterAddresses: readEach(words.list("ADDRESS"), readAddress, report) };
    }
    case "families":
      return { families: readFamilies(words) };
    case "external-name":
      return { externalName: readExternalName(words) };
    default:
      return null;
  }
}

/** The parts about clients outside the cluster. */
function readOutside(
  words: WordReader,
  keyword: string,
  service: ServiceDeclaration,
): Partial<ServiceDeclaration> | null {
  const { report } = words;
  const { externalAddresses, loadBalancerIngress, loadBalancerSourceRanges } = service;
  switch (keyword) {
    case "external-ip": {
      const more = readEach(words.list("ADDRESS"), readAddress, report);
      return { externalAddresses: [...externalAddresses, ...more] };
    }
    case "load-balancer-ip":
      return { loadBalancerIngress: [...loadBalancerIngress, ...readIngressAddress(words)] };
    case "load-balancer-name":
      return { loadBalancerIngress: [...loadBalancerIngress, ...readIngressName(words)] };
    case "source-ranges": {
      const more = readEach(words.list("RANGE"), readPrefix, report);
      return { loadBalancerSourceRanges: [...loadBalancerSourceRanges, ...more] };
    }
    case "no-node-ports":
      words.end();
      return { allocatesNodePorts: false };
    case "health-check-node-port": {
      const word = words.take("PORT");
      words.end();
      const port = word && readNumber(word, { min: 1, max: 65_535 }, report);
      if (word === null || port === null) return {};
      return { healthCheckNodePort: { value: port, span: word.span } };
    }
    default:
      return null;
  }
}

/** The parts that say which endpoints are chosen. */
function readTraffic(words: WordReader, keyword: string): Partial<ServiceDeclaration> | null {
  switch (keyword) {
    case "affinity":
      return { affinitySeconds: readAffinity(words) };
    case "internal-policy":
      return { internalTrafficPolicy: readPolicy(words) };
    case "external-policy":
      return { externalTrafficPolicy: readPolicy(words) };
    case "traffic-distribution": {
      const word = words.take(DISTRIBUTIONS.join(", "));
      words.end();
      return { trafficDistribution: word && readChoice(word, DISTRIBUTIONS, words.report) };
    }
    case "publish-not-ready":
      words.end();
      return { publishNotReadyAddresses: true };
    default:
      return null;
  }
}

const DISTRIBUTIONS = ["PreferSameZone", "PreferSameNode", "PreferClose"] as const;
const TYPES = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "headless"] as const;

function readType(words: WordReader): Partial<ServiceDeclaration> {
  const word = words.take(TYPES.join(", "));
  const type = word && readChoice(word, TYPES, words.report);
  if (type !== null) words.end();
  if (type === "headless") return { type: "ClusterIP", headless: true };
  return type === null ? {} : { type };
}

function readFamilies(words: WordReader): readonly Family[] | null {
  const families: Family[] = [];
  for (const word of words.list("ipv4, ipv6")) {
    const family = readChoice<Family>(word, ["ipv4", "ipv6"], words.report);
    if (family === null) continue;
    if (families.includes(family)) words.report(errorAt(word.span, "duplicate-family", { family }));
    else families.push(family);
  }
  return families.length === 0 ? null : families;
}

function readExternalName(words: WordReader): ServiceDeclaration["externalName"] {
  const word = words.take("DOMAIN");
  words.end();
  if (word === null) return null;
  if (isDomainName(word.text)) return { value: word.text.toLowerCase(), span: word.span };
  words.report(errorAt(word.span, "bad-domain-name", { text: word.text }));
  return null;
}

// The API server's default for `sessionAffinityConfig.clientIP.timeoutSeconds`.
const AFFINITY_SECONDS = 10_800;
/** pkg/apis/core/types.go v1.36: MaxClientIPServiceAffinitySeconds. */
const MOST_AFFINITY_SECONDS = 86_400;

function readAffinity(words: WordReader): number | null {
  const word = words.take("client-ip, none");
  const kind = word && readChoice(word, ["client-ip", "none"], words.report);
  if (kind !== "client-ip") {
    words.end();
    return null;
  }
  const duration = words.peek();
  if (duration === null) return AFFINITY_SECONDS;
  words.take("DURATION");
  words.end();
  const microseconds = readDuration(duration, words.report);
  if (microseconds === null) return AFFINITY_SECONDS;
  const seconds = Math.round(microseconds / 1e6);
  if (seconds >= 1 && seconds <= MOST_AFFINITY_SECONDS) return seconds;
  words.report(errorAt(duration.span, "affinity-outside", { text: duration.text }));
  return AFFINITY_SECONDS;
}

function readPolicy(words: WordReader): "Cluster" | "Local" {
  const word = words.take("local, cluster");
  const policy = word && readChoice(word, ["local", "cluster"], words.report);
  words.end();
  return policy === "local" ? "Local" : "Cluster";
}
