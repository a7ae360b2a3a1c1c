import { address, parseAddress } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import type { Endpoint } from "../../../../src/cluster/endpoint-slice.js";
import { indexCluster } from "../../../../src/dns/plugins/kubernetes/cluster-index.js";
import { externalSource } from "../../../../src/dns/plugins/kubernetes/external.js";
import { findName } from "../../../../src/dns/plugins/kubernetes/find-name.js";
import { endpointName, isExposed } from "../../../../src/dns/plugins/kubernetes/find-target.js";
import type { Lookup } from "../../../../src/dns/plugins/kubernetes/lookup.js";
import { metadataOf } from "../../../../src/dns/plugins/kubernetes/metadata.js";
import { parseName } from "../../../../src/dns/plugins/kubernetes/name-request.js";
import { serverRecords } from "../../../../src/dns/plugins/kubernetes/name-server.js";
import { DEFAULTS } from "../../../../src/dns/plugins/kubernetes/options.js";
import type { KubernetesOptions } from "../../../../src/dns/plugins/kubernetes/options.js";
import { parseRecordType } from "../../../../src/packet/dns-code.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { readDnsWorld } from "../../../support/dns-world.js";
import { differences } from "../conformance-case.js";
import type { CheckContext, TableCheck } from "../conformance-case.js";

interface Place {
  readonly yaml: string;
  readonly zone: string;
  readonly localAddresses?: readonly Address[];
  readonly options?: Partial<KubernetesOptions>;
}

function lookupIn({ yaml, zone, localAddresses = [], options = {} }: Place): Lookup {
  const cluster = readDnsWorld(yaml);
  const all = { ...DEFAULTS, zones: [zone], ...options };
  const world = {
    cluster: () => cluster,
    localAddresses,
    resolvConf: { servers: [], search: [], options: [] },
    serial: 0,
  };
  return { index: indexCluster(cluster, all), options: all, zone, world };
}

function typeOf(text: string): RecordType {
  return parseRecordType(text) ?? "A";
}

// Their keys are paths from the root of the names: `/c/test/interwebs/svc/testns/svc1`.
function keyOf(name: string): string {
  return `/c/${name.split(".").slice(0, -1).reverse().join("/")}`;
}

interface ParseCase {
  readonly query: string;
  readonly expected: string;
  readonly multicluster: boolean;
  readonly zonal: boolean;
  readonly zone: string;
}

const TESTS = "inter.webs.tests.";

function checkParse({ query, expected, multicluster, zonal, zone }: ParseCase): readonly string[] {
  const parsed = parseName(query, TESTS, { multicluster, zonal });
  if (parsed === "invalid") return ["the name counts as invalid"];
  const empty = { port: "", protocol: "", endpoint: "", cluster: "", service: "", namespace: "" };
  const all = parsed === "apex" ? { ...empty, tree: "", zone: "" } : parsed;
  const { port, protocol, endpoint, cluster, service, namespace, tree } = all;
  const found = [port, protocol, endpoint, cluster, service, namespace, tree].join(".");
  return [...differences("name", found, expected), ...differences("zone", all.zone, zone)];
}

interface ServicesCase {
  readonly qname: string;
  readonly qtype: string;
  readonly localIPs?: readonly string[];
  readonly answer?: readonly { readonly host: string; readonly key: string }[];
}

function checkServices(
  { qname, qtype, answer = [] }: ServicesCase,
  { file }: CheckContext,
): readonly string[] {
  const isSet = qname.includes("clusterset");
  const zone = isSet ? "clusterset.test." : "interwebs.test.";
  const options = { multicluster: ["clusterset.test."] };
  const lookup = lookupIn({ yaml: file.readBeside("worlds/services.yaml"), zone, options });
  const finding = findName(lookup, qname, typeOf(qtype));
  const targets = finding.kind === "found" ? finding.targets : [];
  const found = targets.map(({ host, name }) => ({ host, key: keyOf(name) }));
  return differences("targets", found, answer);
}

function checkAuthority(
  { qname, qtype, localIPs = [], answer = [] }: ServicesCase,
  { file }: CheckContext,
): readonly string[] {
  const yaml = file.readBeside("worlds/services.yaml");
  const localAddresses = localIPs.flatMap((text) => parseAddress(text) ?? []);
  const lookup = lookupIn({ yaml, zone: "interwebs.test.", localAddresses });
  if (qtype === "NS") {
    const found = serverRecords(lookup, "interwebs.test.").additional.map(({ name, data }) => {
      return { host: data, key: keyOf(name) };
    });
    return differences("servers", found, answer);
  }
  const finding = findName(lookup, qname, typeOf(qtype));
  const targets = finding.kind === "found" ? finding.targets : [];
  const ofFamily = targets.filter(({ host }) => host.includes(":") === (qtype === "AAAA"));
  const found = ofFamily.map(({ host, name }) => ({ host, key: keyOf(name) }));
  return differences("targets", found, answer);
}

interface HostnameCase {
  readonly ip: string;
  readonly hostname: string;
  readonly podName: string;
  readonly endpointNameMode: boolean;
  readonly expected: string;
}

function checkHostname(entry: HostnameCase): readonly string[] {
  const { ip, hostname, podName: pod, endpointNameMode: endpointPodNames, expected } = entry;
  const endpoint = { hostname, pod } as unknown as Endpoint;
  const options = { ...DEFAULTS, endpointPodNames };
  return differences("name", endpointName({ address: address(ip), endpoint }, options), expected);
}

interface ExposedCase {
  readonly kubernetesNamespaces: Readonly<Record<string, unknown>>;
  readonly testNamespace: string;
  readonly expected: boolean;
}

// Their API server knows the namespace foobar alone.
function checkExposed(entry: ExposedCase): readonly string[] {
  const { kubernetesNamespaces, testNamespace, expected } = entry;
  const yaml = "kind: Namespace\nmetadata:\n  name: foobar\n";
  const options = { namespaces: Object.keys(kubernetesNamespaces) };
  const found = isExposed(lookupIn({ yaml, zone: ".", options }), testNamespace);
  return differences("exposed", found, expected);
}

interface ExternalCase {
  readonly Qname: string;
  readonly Rcode: string;
  readonly Msg?: readonly { readonly Host: string; readonly Key: string; readonly Port: number }[];
}

function checkExternal(entry: ExternalCase, { file }: CheckContext): readonly string[] {
  const { Qname: name, Rcode, Msg = [] } = entry;
  // They take every name for one below this zone.
  const zone = "example.org.";
  const options = { namespaces: ["testns"] };
  const yaml = file.readBeside("worlds/external.yaml");
  const { index, options: all, world } = lookupIn({ yaml, zone: "cluster.local.", options });
  const source = externalSource(all, world, () => index);
  const targets = source.find({ name, type: "A", class: "IN" }, { zone, headless: true });
  const found = (targets ?? []).map((target) => {
    return { Host: target.host, Key: keyOf(target.name), Port: target.port };
  });
  const expected = Msg.map(({ Host, Key, Port }) => ({ Host, Key, Port }));
  return [
    ...differences("rcode", targets === null ? "NXDOMAIN" : "NOERROR", Rcode),
    ...differences("targets", found, expected),
  ];
}

interface ServerCase {
  readonly world: string;
  readonly localIPs: readonly string[];
  readonly zone: string;
  readonly external: boolean;
  readonly headless: boolean;
  readonly records: readonly string[];
}

// Outer names of servers are those of the zone, so that their addresses alone are compared.
function checkServers(entry: ServerCase, { file }: CheckContext): readonly string[] {
  const { world, localIPs, zone, external, headless, records } = entry;
  const yaml = file.readBeside(world);
  const lookup = lookupIn({ yaml, zone, localAddresses: localIPs.map(address) });
  if (external) {
    const source = externalSource(lookup.options, lookup.world, () => lookup.index);
    const found = source.serverAddresses({ zone, headless });
    return differences(
      "addresses",
      found,
      records.map((line) => line.split(" ")[2]),
    );
  }
  const found = serverRecords(lookup, zone).additional.map(({ name, type, data }) => {
    return `${name} ${type} ${data}`;
  });
  return differences("records", found, records);
}

interface MetadataCase {
  readonly Qname: string;
  readonly RemoteIP?: string;
  readonly Md: Readonly<Record<string, string>>;
}

function checkMetadata({ Qname, RemoteIP, Md }: MetadataCase): readonly string[] {
  const zones = ["cluster.local.", "clusterset.local."];
  const { index, options } = lookupIn({ yaml: "", zone: ".", options: { zones } });
  const client = address(RemoteIP ?? "10.240.0.1");
  const multicluster = Qname.includes("clusterset.local");
  const found = metadataOf(options, index, { name: Qname, client, multicluster });
  return differences("metadata", sorted(Object.fromEntries(found)), sorted(Md));
}

function sorted(record: Readonly<Record<string, string>>): unknown {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What `kubernetes/units.json` is compared by. */
export const KUBERNETES_UNITS: Readonly<Record<string, TableCheck>> = {
  parseRequest: checkParse,
  parseInvalidZonal: ({ query, multicluster }: ParseCase) =>
    differences("name", parseName(query, TESTS, { multicluster, zonal: true }), "invalid"),
  parseInvalid: (query: string) =>
    differences("name", parseName(query, TESTS, { multicluster: false, zonal: false }), "invalid"),
  endpointHostname: checkHostname,
  services: checkServices,
  servicesAuthority: checkAuthority,
  metadata: checkMetadata,
  namespaceExposed: checkExposed,
  external: checkExternal,
  nsAddrs: checkServers,
};
