import type { NamespaceHeader } from "../../trace/header.js";
import type { DeviceHeader } from "../../trace/host-tables.js";
import type { Trace } from "../../trace/trace.js";

// A trace never changes: reading all events again for each picture would be waste.
const known = new WeakMap<Trace, Trace>();

/** The trace with every device in its header that a namespace has at any time of the play: what a picture needs room for. */
export function wholeTrace(trace: Trace): Trace {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const whole = readWhole(trace);
  known.set(trace, whole).set(whole, whole);
  return whole;
}

function readWhole(trace: Trace): Trace {
  const later = new Map<string, DeviceHeader[]>();
  for (const event of trace.events) {
    if (event.kind !== "tables-changed" || event.tables.devices === undefined) continue;
    const id = event.namespace ?? "";
    later.set(id, [...(later.get(id) ?? []), ...event.tables.devices]);
  }
  if (later.size === 0) return trace;
  const namespaces = trace.header.namespaces.map((namespace) =>
    withDevices(namespace, later.get(namespace.id) ?? []),
  );
  return { ...trace, header: { ...trace.header, namespaces } };
}

// The last that is known of a device counts: its master, its addresses.
function withDevices(namespace: NamespaceHeader, later: readonly DeviceHeader[]): NamespaceHeader {
  const { tables } = namespace;
  const byName = new Map<string, DeviceHeader>();
  for (const device of [...tables.devices, ...later]) {
    const last = byName.get(device.name);
    byName.set(device.name, {
      ...device,
      addresses: device.addresses.length === 0 ? (last?.addresses ?? []) : device.addresses,
      master: device.master ?? last?.master ?? null,
      segment: device.segment ?? last?.segment ?? null,
    });
  }
  return { ...namespace, tables: { ...tables, devices: [...byName.values()] } };
}
