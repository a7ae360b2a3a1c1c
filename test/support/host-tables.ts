import type { DeviceHeader, HostTables } from "../../src/trace/host-tables.js";

/** A device, by what is not usual for one. */
export function deviceHeader(
  fields: Pick<DeviceHeader, "name" | "mac"> & Partial<DeviceHeader>,
): DeviceHeader {
  return {
    addresses: [],
    segment: null,
    kind: "ethernet",
    details: "",
    mtu: 1500,
    up: true,
    master: null,
    hairpin: false,
    promiscuous: false,
    ...fields,
  };
}

/** Tables with these devices and routes of the main table, and nothing else. */
export function hostTables(
  devices: readonly DeviceHeader[],
  routes: readonly string[],
): HostTables {
  return {
    devices,
    routes: routes.map((text) => ({ family: "ipv4", table: "main", text })),
    routingRules: [],
    neighbours: [],
    forwardings: [],
    sysctls: {},
    ipsets: [],
  };
}
