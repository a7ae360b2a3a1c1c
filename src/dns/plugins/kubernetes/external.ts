import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import type { Service } from "../../../cluster/service.js";
import { labelsOf, withoutZone } from "../../../packet/dns-name.js";
import type { Question } from "../../../packet/dns-message.js";
import { addressOfReverse } from "../../corefile/reverse-zone.js";
import type { ExternalSource, ExternalTarget, ExternalZone } from "../../offer.js";
import type { DnsWorld } from "../../world.js";
import { externalHosts } from "./cluster-index.js";
import type { ClusterIndex } from "./cluster-index.js";
import { listExternal } from "./list-external.js";
import { endpointName, hasPort, isExposed, isHeadlessService, portsOf } from "./find-target.js";
import type { KubernetesOptions } from "./options.js";
import { hostAddress } from "./record.js";

/** What k8s_external asks of the cluster (coredns plugin/kubernetes/external.go). */
export function externalSource(
  options: KubernetesOptions,
  world: DnsWorld,
  currentIndex: () => ClusterIndex,
): ExternalSource {
  return {
    ttl: options.ttl,
    get serial() {
      return world.serial;
    },
    find: (question, zone) => find({ index: currentIndex(), options }, question, zone),
    serverAddresses: (zone) => serverAddresses(currentIndex(), world, zone),
    list: (zone) => listExternal(currentIndex(), options, zone),
  };
}

interface Source {
  readonly index: ClusterIndex;
  readonly options: KubernetesOptions;
}

function find(
  { index, options }: Source,
  { name, type }: Question,
  outer: ExternalZone,
): readonly ExternalTarget[] | null {
  const { zone } = outer;
  const reversed = type === "PTR" ? addressOfReverse(name) : null;
  if (reversed !== null) return namesOf({ index, options }, reversed);
  const labels = labelsOf(`${withoutZone(name.toLowerCase(), zone)}.`);
  const [namespace = "", service, ...before] = labels.toReversed();
  if (!isExposed({ index, options, zone }, namespace)) return null;
  if (service === undefined) return [];
  const words = before.map((label) => label.replace(/^_/, ""));
  if (words.length > 2) return null;
  const [first = "", port = ""] = words;
  const isPort = words.length === 2;
  const request = {
    endpoint: isPort ? "" : first,
    port: isPort ? port : "",
    protocol: isPort ? first : "",
  };
  const found = index.services.get(`${namespace}/${service}`);
  const targets =
    found === undefined ? [] : targetsOf({ index, options }, found, { ...outer, ...request });
  if (targets.length === 0) return null;
  // Other names in a reverse zone exist, and have no PTR record.
  return type === "PTR" ? [] : targets;
}

interface Request extends ExternalZone {
  readonly endpoint: string;
  readonly port: string;
  readonly protocol: string;
}

function targetsOf(
  { index, options }: Source,
  service: Service,
  request: Request,
): readonly ExternalTarget[] {
  const { headless, endpoint, zone } = request;
  const name = `${service.name}.${service.namespace}.${zone}`;
  const hosts = externalHosts(service);
  if (headless && hosts.length === 0 && (isHeadlessService(service) || endpoint !== "")) {
    const slices = index.slices.get(`${service.namespace}/${service.name}`) ?? [];
    return slices.flatMap(({ ports, endpoints }) => {
      const wanted = portsOf(ports).filter((port) => hasPort(request, port));
      return endpoints.flatMap((ready) => {
        const label = endpointName(ready, options);
        if (endpoint !== "" && label.toLowerCase() !== endpoint) return [];
        return wanted.map(({ port }) => ({ host: ready.address, port, name: `${label}.${name}` }));
      });
    });
  }
  const ports = portsOf(service.ports).filter((port) => hasPort(request, port));
  return hosts.flatMap((host) => ports.map(({ port }) => ({ host, port, name })));
}

function namesOf({ index, options }: Source, address: Address): readonly ExternalTarget[] | null {
  const services = (index.servicesByExternal.get(address) ?? []).filter(({ namespace }) => {
    return options.namespaces.length === 0 || isExposed({ index, options, zone: "" }, namespace);
  });
  const targets = services.map(({ name, namespace }) => {
    return { host: `${name}.${namespace}`, port: null, name: "" };
  });
  return targets.length === 0 ? null : targets;
}

// coredns plugin/kubernetes/ns.go: nsAddrs, for the outside.
function serverAddresses(
  index: ClusterIndex,
  world: DnsWorld,
  { headless }: ExternalZone,
): readonly Address[] {
  const slices = world.localAddresses.flatMap((local) => index.slicesByAddress.get(local) ?? []);
  if (slices.length === 0) return world.localAddresses;
  return slices.flatMap(({ namespace, service: name, endpoints }) => {
    const service = index.services.get(`${namespace}/${name}`);
    if (service === undefined) return [];
    if (headless && isHeadlessService(service)) return endpoints.map(({ address }) => address);
    return externalHosts(service).flatMap((host) => hostAddress(host) ?? parseAddress(host) ?? []);
  });
}
