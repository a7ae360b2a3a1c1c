import type { DeviceHeader, HostTables } from "../trace/host-tables.js";
import { formatInterfaceAddress } from "./device.js";
import type { Device } from "./device.js";
import type { Host } from "./host.js";
import { neighbourEntry } from "./neighbour/neighbour-table.js";
import { linkWords } from "./set-up/link-words.js";
import { listRoutes, listRoutingRules } from "./list-routes.js";
import { settingsOf } from "./sysctl/settings.js";

/** What the tools of a namespace list before it has seen a packet. */
export function hostTables(
  host: Pick<Host, "namespace" | "neighbours" | "forwardings">,
): HostTables {
  const { namespace, neighbours, forwardings } = host;
  const { devices, sysctls } = namespace;
  return {
    devices: devices.map(deviceHeader),
    routes: listRoutes(namespace),
    routingRules: listRoutingRules(namespace),
    neighbours: neighbours.all().map((entry) => neighbourEntry(entry, 0)),
    forwardings: forwardings.all(0),
    sysctls: settingsOf(
      sysctls,
      devices.map(({ name }) => name),
    ).all,
    ipsets: [],
  };
}

function deviceHeader(device: Device): DeviceHeader {
  return {
    name: device.name,
    mac: device.mac,
    addresses: device.addresses.map(formatInterfaceAddress),
    segment: device.segment,
    kind: device.link.kind,
    details: isPlain(device) ? "" : linkWords(device.link),
    mtu: device.mtu,
    up: device.up,
    master: device.master,
    ...(device.link.kind === "macvlan" || device.link.kind === "ipvlan"
      ? { lower: device.link.lower }
      : {}),
    hairpin: device.port.hairpin,
    promiscuous: device.promiscuous,
  };
}

function isPlain({ link }: Device): boolean {
  return link.kind === "loopback" || link.kind === "ethernet";
}
