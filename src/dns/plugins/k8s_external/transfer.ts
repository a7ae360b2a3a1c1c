import { familyOf } from "../../../base/address.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { fullyQualified, longestZone } from "../../../packet/dns-name.js";
import type { ExternalTarget, Transferred } from "../../offer.js";
import { below, hostAddress } from "../kubernetes/record.js";
import { apexSoa, serverRecords } from "./apex.js";
import type { Apex } from "./apex.js";

/** All records of an external zone; null where it is none of the plugin's (coredns plugin/k8s_external/transfer.go). */
export function transferExternal(apex: Apex, serial: number): Transferred | null {
  const { options, source, zone } = apex;
  if (longestZone(zone, options.zones) !== zone) return null;
  const soa = apexSoa(apex);
  if (serial !== 0 && serial >= source.serial) return [soa];
  const server = below(`ns1.${options.apex}`, zone);
  const ns: ResourceRecord = {
    name: zone,
    type: "NS",
    class: "IN",
    ttl: options.ttl,
    data: server,
  };
  const { services, headless } = source.list({ zone, headless: options.headless });
  // A name has one SRV record, whatever its ports.
  const seen = new Set<string>();
  const once = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
    records.filter(({ name }) => !seen.has(name) && seen.add(name));
  const outer = services.flatMap((target) => [
    ...hostRecords(apex, target.name, target),
    ...once(serviceRecords(apex, target.name, [target])),
    ...once(serviceRecords(apex, target.portName, [target])),
  ]);
  const inner = headless.flatMap(({ owner, isPort, targets }) => {
    if (isPort) return serviceRecords(apex, owner, targets);
    // CoreDNS sends these SRV records twice.
    const behind = serviceRecords(apex, owner, targets);
    const each = targets.flatMap((target) => {
      const own = serviceRecords(apex, target.name, [target]);
      return [...hostRecords(apex, target.name, target), ...own, ...own];
    });
    const hosts = new Map(targets.map((target) => [target.host, target]));
    const all = [...hosts.values()].flatMap((target) => hostRecords(apex, owner, target));
    return [...all, ...behind, ...behind, ...each];
  });
  return [soa, ns, ...serverRecords(apex, server), ...outer, ...inner, soa];
}

function hostRecords(
  { options, source }: Apex,
  name: string,
  { host }: ExternalTarget,
): readonly ResourceRecord[] {
  const address = hostAddress(host);
  if (address === null) {
    const data = fullyQualified(host);
    const alias: ResourceRecord = { name, type: "CNAME", class: "IN", ttl: source.ttl, data };
    // Once for each family that it was looked up for.
    return [alias, alias];
  }
  const type = familyOf(address) === "ipv4" ? "A" : "AAAA";
  return [{ name, type, class: "IN", ttl: options.ttl, data: address }];
}

function serviceRecords(
  { source }: Apex,
  name: string,
  targets: readonly ExternalTarget[],
): readonly ResourceRecord[] {
  const weight = Math.max(1, Math.floor(100 / targets.length));
  const data = targets.flatMap(({ host, port, name: own }) => {
    const target = hostAddress(host) === null ? fullyQualified(host) : own;
    return port === null ? [] : [`0 ${weight} ${port} ${target}`];
  });
  return [...new Set(data)].map((text) => {
    return { name, type: "SRV", class: "IN", ttl: source.ttl, data: text };
  });
}
