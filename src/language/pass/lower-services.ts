import type { Family } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { plainDeclaration } from "../../cluster/plain-declaration.js";
import type { ServiceDeclaration } from "../../cluster/declaration.js";
import { LIMIT } from "../limit.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress, readEach } from "../value/address.js";
import { readChoice, readLabels, readName } from "../value/name.js";
import { readDuration } from "../value/number.js";
import { readServicePorts } from "../value/service-port.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readNamespace } from "../workload/template.js";
import type { Pass } from "./pass.js";

/** Reads the `service` blocks. */
export const lowerServices: Pass = {
  name: "lower-services",
  run: (draft, report) => {
    const blocks = statementsOf(draft.document.items).filter((s) => keywordOf(s) === "service");
    const over = blocks[LIMIT.services];
    if (over !== undefined)
      report(errorAt(over.span, "too-many", { word: "service", max: LIMIT.services }));
    const services = blocks.slice(0, LIMIT.services).map((block) => readService(block, report));
    return { ...draft, services: services.filter((service) => service !== null) };
  },
};

// The API server's default for `sessionAffinityConfig.clientIP.timeoutSeconds`.
const AFFINITY_SECONDS = 10_800;

/** Reads a `service` block; null where not even its name is right. */
export function readService(block: Statement, report: Report): ServiceDeclaration | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  words.end();
  if (name === null) return null;
  const parts = partsOf(block);
  let service = plainDeclaration(name, readNamespace(parts, report));
  for (const part of parts) service = { ...service, ...readPart(part, service, report) };
  service = { ...service, ports: readServicePorts(parts, report) };
  if (service.ports.length === 0 && !service.headless && !parts.some(isPort))
    report(errorAt(name.span, "service-without-port", { service: name.value, expected: ["port"] }));
  if (Object.keys(service.selector).length === 0 && !parts.some((p) => keywordOf(p) === "select"))
    report(
      warningAt(name.span, "service-without-selector", {
        service: name.value,
        expected: ["select"],
      }),
    );
  return service;
}

const isPort = (part: Statement): boolean => keywordOf(part) === "port";

function readPart(
  part: Statement,
  service: ServiceDeclaration,
  report: Report,
): Partial<ServiceDeclaration> {
  const words = readWords(part, report);
  switch (keywordOf(part)) {
    case "type":
      return { headless: readType(words) ?? service.headless };
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
    case "affinity":
      return { affinitySeconds: readAffinity(words) };
    case "internal-policy":
      return { internalTrafficPolicy: readPolicy(words) };
    case "publish-not-ready":
      words.end();
      return { publishNotReadyAddresses: true };
    default:
      return {};
  }
}

function readType(words: WordReader): boolean | null {
  const word = words.take("ClusterIP, headless");
  const planned = ["NodePort", "LoadBalancer", "ExternalName"];
  const type = word && readChoice(word, ["ClusterIP", "headless"], words.report, planned);
  if (type !== null) words.end();
  return type === null ? null : type === "headless";
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

function readAffinity(words: WordReader): number | null {
  const word = words.take("client-ip, none");
  const kind = word && readChoice(word, ["client-ip", "none"], words.report);
  if (kind !== "client-ip") return null;
  const duration = words.peek();
  if (duration === null) return AFFINITY_SECONDS;
  words.take("DURATION");
  words.end();
  const microseconds = readDuration(duration, words.report);
  return microseconds === null ? AFFINITY_SECONDS : Math.max(1, Math.round(microseconds / 1e6));
}

function readPolicy(words: WordReader): ServiceDeclaration["internalTrafficPolicy"] {
  const word = words.take("local, cluster");
  const policy = word && readChoice(word, ["local", "cluster"], words.report);
  words.end();
  return policy === "local" ? "Local" : "Cluster";
}
