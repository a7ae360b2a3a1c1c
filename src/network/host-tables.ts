import { FAMILIES } from "../base/address.js";
import type { DeviceHeader, HostTables, RouteLine } from "../trace/host-tables.js";
import { formatInterfaceAddress } from "./device.js";
import type { Device } from "./device.js";
import type { Namespace } from "./namespace.js";
import { formatRoute } from "./route.js";

/** What the tools of a namespace list before it has seen a packet. */
export function hostTables(namespace: Namespace): HostTables {
  const { devices, routes, sysctls } = namespace;
  return {
    devices: devices.map(deviceHeader),
    routes: FAMILIES.flatMap((family) =>
      routes[family].map((route): RouteLine => ({
        family,
        table: route.table,
        text: formatRoute(route),
      })),
    ),
    routingRules: [],
    neighbours: [],
    forwardings: [],
    sysctls,
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
    details: "",
    mtu: device.mtu,
    up: device.up,
    master: device.master,
    hairpin: device.port.hairpin,
    promiscuous: device.promiscuous,
  };
}
