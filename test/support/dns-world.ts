import { parseAllDocuments } from "yaml";
import { parseAddress } from "../../src/base/address.js";
import { plainText } from "../../src/base/inner-text.js";
import { prefix } from "../../src/base/prefix.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import { DEFAULT_PROXY_SETTINGS } from "../../src/cluster/proxy-settings.js";
import { USUAL_RESOLVER } from "../../src/cluster/pod-resolver.js";
import type { Pod, TransportProtocol } from "../../src/cluster/pod.js";
import type { Service } from "../../src/cluster/service.js";
import type { ServiceImport } from "../../src/cluster/service-import.js";
import { parseRecordType } from "../../src/packet/dns-code.js";
import type { ResourceRecord } from "../../src/packet/dns-message.js";
import { readWritten } from "../../src/manifests/read-written.js";
import { list, object, text } from "./loose-json.js";
import type { JsonObject } from "./loose-json.js";

/** The cluster that a CoreDNS vector's objects describe: what CoreDNS watches, and nothing else. */
export function readDnsWorld(yaml: string, extra: readonly unknown[] = []): Cluster {
  const documents = [
    ...parseAllDocuments(yaml).map((one) => object(one.toJS())),
    ...extra.map(object),
  ];
  const objects = documents.flatMap((one) =>
    one["kind"] === "List" ? list(one["items"]).map(object) : [one],
  );
  const ofKind = (kind: string): JsonObject[] => objects.filter((one) => one["kind"] === kind);
  const watched = [...ofKind("Service"), ...ofKind("EndpointSlice").map(withPortNames)];
  const { services, endpointSlices } = readWritten(
    plainText("world.json", JSON.stringify({ kind: "List", apiVersion: "v1", items: watched })),
    () => undefined,
  );
  return {
    settings: {
      version: "1.36",
      podRanges: [prefix("10.244.0.0/16")],
      serviceRanges: [prefix("10.96.0.0/16")],
      nodeRanges: [prefix("192.168.0.0/16")],
      domain: "cluster.local",
      proxy: DEFAULT_PROXY_SETTINGS,
      cni: { kind: "kindnet" },
    },
    nodes: [],
    pods: ofKind("Pod").flatMap(readPod),
    deployments: [],
    lastAddresses: {},
    namespaces: ofKind("Namespace").map((one) => text(object(one["metadata"])["name"])),
    namespaceLabels: Object.fromEntries(
      ofKind("Namespace").map((one) => {
        const { name, labels } = object(one["metadata"]);
        return [text(name), object(labels) as Readonly<Record<string, string>>];
      }),
    ),
    services: services.map((service) => withOuterNames(service, ofKind("Service"))),
    serviceImports: ofKind("ServiceImport").map(readImport),
    endpointSlices,
    givenSlices: [],
    corefile: "",
  };
}

/** A record in zone-file form: `name ttl IN TYPE data`. */
export function readRecord(line: string): ResourceRecord {
  const [name = "", ttl = "", type = "", ...data] = line
    .replace(/^(\S+ \d+) IN /, "$1 ")
    .split(" ");
  const known = parseRecordType(type);
  if (known === null) throw new Error(`${type} is no record type`);
  return { name, ttl: Number(ttl), class: "IN", type: known, data: data.join(" ") };
}

/** A record in zone-file form. */
export function writeRecord({ name, ttl, class: own, type, data }: ResourceRecord): string {
  // A word that names a type, too, is no name of a class there (miekg/dns types.go: Class.String).
  const written = own === "ANY" ? "CLASS255" : own;
  return `${name} ${ttl} ${written} ${type} ${data}`;
}

// CoreDNS's own tests have host names among the external addresses, where the API server takes none.
function withOuterNames(service: Service, from: readonly JsonObject[]): Service {
  const own = from.find((one) => {
    const { name, namespace } = object(one["metadata"]);
    return name === service.name && namespace === service.namespace;
  });
  const outer = list(object(own?.["spec"])["externalIPs"]).map(text);
  const names = outer.filter((one) => parseAddress(one) === null);
  const balancers = names.map((hostname) => ({ address: null, hostname, mode: "Proxy" }) as const);
  return { ...service, loadBalancerIngress: [...service.loadBalancerIngress, ...balancers] };
}

function readImport(from: JsonObject): ServiceImport {
  const metadata = object(from["metadata"]);
  const spec = object(from["spec"]);
  return {
    name: text(metadata["name"]),
    namespace: text(metadata["namespace"]),
    type: spec["type"] === "Headless" ? "Headless" : "ClusterSetIP",
    addresses: list(spec["ips"]).flatMap((one) => parseAddress(text(one)) ?? []),
    ports: list(spec["ports"]).map((one) => {
      const { name, protocol, port } = object(one);
      const transport = text(protocol).toLowerCase() as TransportProtocol;
      return { name: text(name), protocol: transport, port: Number(port) };
    }),
  };
}

// CoreDNS forgets pods that have ended or are being deleted.
function readPod(from: JsonObject): Pod[] {
  const metadata = object(from["metadata"]);
  const status = object(from["status"]);
  const address = parseAddress(text(status["podIP"]));
  const phase = text(status["phase"]);
  const isGone = phase === "Succeeded" || phase === "Failed" || "deletionTimestamp" in metadata;
  if (isGone || address === null) return [];
  return [
    {
      name: text(metadata["name"]),
      namespace: text(metadata["namespace"]),
      labels: Object.fromEntries(
        Object.entries(object(metadata["labels"])).map(([name, value]) => [name, text(value)]),
      ),
      node: "",
      addresses: [address],
      hostNetwork: false,
      dnsPolicy: "ClusterFirst",
      resolver: USUAL_RESOLVER,
      deployment: null,
      ready: true,
      phase: "running",
      graceSeconds: 30,
      containers: [],
    },
  ];
}

// The API server writes the empty name of an unnamed port; these objects may leave it out.
function withPortNames(slice: JsonObject): JsonObject {
  const ports = list(slice["ports"]).map((port) => ({ name: "", ...object(port) }));
  return { ...slice, ports };
}
