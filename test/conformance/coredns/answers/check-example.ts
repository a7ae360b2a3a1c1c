import { addressOfReverse } from "../../../../src/dns/corefile/reverse-zone.js";
import { differences } from "../conformance-case.js";
import { runScenario } from "./run-scenario.js";
import type { CorednsScenario } from "./scenario.js";

/** An example of the Kubernetes DNS specification; its TTLs and weights are only examples. */
export interface SpecExample {
  /** `2.4.1 - …`: 2.3 for Services with an address, 2.4 for headless ones, 2.5 for names elsewhere. */
  readonly section: string;
  readonly question: readonly string[];
  readonly answer: readonly string[];
}

/** Asks a server in the cluster that an example speaks of. */
export function checkExample({ section, question, answer }: SpecExample): readonly string[] {
  const asked = question.map((line) => {
    const [qname = "", , qtype = ""] = line.split(" ");
    return { qname, qtype, rcode: "NOERROR", answer: [], ns: [], extra: [] };
  });
  const scenario: CorednsScenario = {
    corefile: COREFILE,
    extraObjects: [NAMESPACE, ...objectsOf(section, answer.map(recordOf))],
    upstreams: { UP1: { records: answer.filter((line) => !recordOf(line).name.endsWith(ZONE)) } },
    queries: asked,
  };
  return runScenario(scenario, () => "").flatMap((found) => [
    ...differences("rcode", found.rcode, "NOERROR"),
    ...differences("answer", told(found.answer), told(answer)),
  ]);
}

const ZONE = ".cluster.local.";
const COREFILE = `. {
  kubernetes cluster.local in-addr.arpa ip6.arpa
  forward . {$UP1}
}`;
const NAMESPACE = { kind: "Namespace", metadata: { name: "default" } };

interface SpecRecord {
  readonly name: string;
  readonly type: string;
  readonly data: readonly string[];
}

function recordOf(line: string): SpecRecord {
  const [name = "", , , type = "", ...data] = line.split(" ");
  return { name, type, data };
}

// What the order of the records and the numbers that are only examples leave.
function told(lines: readonly string[]): readonly string[] {
  return lines
    .map(recordOf)
    .map(({ name, type, data }) =>
      [name, type, ...(type === "SRV" ? data.slice(2) : data)].join(" "),
    )
    .sort();
}

/** Something that an answer names, as the cluster has it. */
interface Named {
  /** Labels before `svc`: the Service's name, and the namespace. */
  readonly service: string;
  readonly hostname: string | null;
  readonly address: string | null;
}

function objectsOf(section: string, records: readonly SpecRecord[]): readonly unknown[] {
  const kind = /^\d+\.\d+/.exec(section)?.[0];
  if (kind === "2.2") return [];
  const named = records
    .filter(({ name, type }) => name.endsWith(ZONE) || type === "PTR")
    .map(namedBy);
  const [first] = named;
  if (first === undefined) return [];
  if (kind === "2.5")
    return [serviceOf(first, { type: "ExternalName", externalName: aliasOf(records) })];
  if (kind === "2.4") {
    const service = serviceOf(first, { clusterIP: "None", clusterIPs: ["None"], ports: PORTS });
    return [service, ...slicesOf(named)];
  }
  const clusterIPs = [...new Set(named.map(({ address }) => address ?? SOME_ADDRESS))];
  return [serviceOf(first, { clusterIP: clusterIPs[0], clusterIPs, ports: PORTS })];
}

const PORTS = [{ name: "https", protocol: "TCP", port: 443 }];
// Of an SRV record's target nothing says the address.
const SOME_ADDRESS = "10.3.0.200";

function namedBy({ name, type, data }: SpecRecord): Named {
  const target = type === "SRV" ? (data[3] ?? "") : type === "PTR" ? (data[0] ?? "") : name;
  const labels = target.split(".");
  const service = labels.indexOf("svc") - 2;
  return {
    service: labels[service] ?? "",
    hostname: service === 1 ? (labels[0] ?? null) : null,
    address:
      type === "PTR" ? addressOfReverse(name) : type.startsWith("A") ? (data[0] ?? null) : null,
  };
}

function aliasOf(records: readonly SpecRecord[]): string | undefined {
  return records.find(({ type }) => type === "CNAME")?.data[0];
}

function serviceOf({ service }: Named, spec: unknown): unknown {
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: { name: service, namespace: "default" },
    spec,
  };
}

function slicesOf(named: readonly Named[]): readonly unknown[] {
  return named.map(({ service, hostname, address }, index) => {
    const own = address ?? `10.3.0.${200 + index}`;
    return {
      kind: "EndpointSlice",
      apiVersion: "discovery.k8s.io/v1",
      metadata: {
        name: `${service}-${index}`,
        namespace: "default",
        labels: { "kubernetes.io/service-name": service },
      },
      addressType: own.includes(":") ? "IPv6" : "IPv4",
      endpoints: [
        {
          addresses: [own],
          conditions: { ready: true },
          ...(hostname === null ? {} : { hostname }),
        },
      ],
      ports: PORTS,
    };
  });
}
