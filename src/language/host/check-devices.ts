import { familyOf } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { nearParameters } from "../value/name.js";
import type { DeviceDraft, HostDraft } from "./host-draft.js";

/** How many names a mistyped one is compared with. */
const MOST_NAMES = 500;

/** The least MTU that IPv6 works with (RFC 8200, section 5). */
const LEAST_IPV6 = 1_280;

/**
 * Reports devices that nothing makes, and what stands on devices that are not there, and leaves both out. A device with an
 * address alone stays, as one that leads nowhere; of a node, its CNI makes devices that the text does not know.
 */
export function checkDevices(host: HostDraft, report: Report): HostDraft {
  const made = [...host.devices.values()].filter(({ link }) => link !== null);
  const names = made.map(({ name }) => name).slice(0, MOST_NAMES);
  const kept = [...host.devices.values()].flatMap((device): readonly DeviceDraft[] => {
    if (device.link !== null) return [device];
    if (host.kind === "node") return [{ ...device, link: { kind: "ethernet" } }];
    const parameters = { name: device.name, host: host.name.value };
    const near = nearParameters(device.name, names);
    if (device.addresses.length === 0) {
      report(errorAt(device.span, "unknown-device", { ...parameters, ...near }));
      return [];
    }
    const expected = [`link ${host.name.value}.${device.name} OTHER.eth0`];
    const hint = "nearest" in near ? near : { expected };
    report(warningAt(device.span, "device-without-cable", { ...parameters, ...hint }));
    return [{ ...device, link: { kind: "ethernet" } }];
  });
  const devices = new Map(kept.map((device) => [device.name, device]));
  for (const device of kept) checkMtu(device, report);
  const isThere = (name: string, span: SourceSpan): boolean => {
    if (host.kind === "node" || name === "lo" || devices.has(name)) return true;
    const near = nearParameters(name, [...devices.keys()].slice(0, MOST_NAMES));
    report(errorAt(span, "unknown-device", { name, host: host.name.value, ...near }));
    return false;
  };
  const standing = kept.filter(
    ({ link, span }) =>
      link === null || !("lower" in link) || link.lower === null || isThere(link.lower, span),
  );
  return {
    ...host,
    devices: new Map(standing.map((device) => [device.name, withoutTwice(device, report)])),
    neighbours: host.neighbours.filter(({ device, span }) => isThere(device, span)),
    forwardings: host.forwardings.filter(({ device, span }) => isThere(device, span)),
  };
}

function checkMtu({ name, mtu, addresses, span }: DeviceDraft, report: Report): void {
  if (mtu === null || mtu >= LEAST_IPV6) return;
  const isIpv6 = addresses.some(({ value }) => familyOf(value.address) === "ipv6");
  if (isIpv6) report(warningAt(span, "mtu-without-ipv6", { name, mtu, min: LEAST_IPV6 }));
}

function withoutTwice(device: DeviceDraft, report: Report): DeviceDraft {
  const seen = new Set<string>();
  const addresses = device.addresses.filter(({ value, span }) => {
    const key = `${value.address}/${value.length}`;
    if (!seen.has(key)) return seen.add(key);
    report(errorAt(span, "duplicate-address", { address: value.address, owner: device.name }));
    return false;
  });
  return { ...device, addresses };
}
