import type { ServiceHeader } from "../../trace/header.js";
import { hasPorts } from "../../packet/ports.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Trace } from "../../trace/trace.js";
import { serviceAt } from "../naming.js";

/** Who takes part in a play: the namespaces where something happens, and the Services that packets are sent to. */
export interface Cast {
  readonly namespaces: ReadonlySet<NamespaceId>;
  readonly services: ReadonlySet<ServiceHeader>;
}

// A trace never changes, and every step of it has the same cast: reading all events again for each picture would be waste.
const known = new WeakMap<Trace, Cast>();

/** The cast of a trace. */
export function castOf(trace: Trace): Cast {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const cast = readCast(trace);
  known.set(trace, cast);
  return cast;
}

function readCast({ header, events }: Trace): Cast {
  const namespaces = new Set<NamespaceId>();
  const services = new Set<ServiceHeader>();
  for (const event of events) {
    if (event.namespace !== null) namespaces.add(event.namespace);
    if (event.kind !== "packet-created") continue;
    const { destination, transport } = event.headers;
    const port = hasPorts(transport) ? transport.destinationPort : null;
    const service = serviceAt(header, destination, port);
    if (service !== undefined) services.add(service);
  }
  // Endpoints that were not chosen show what else could have happened.
  for (const { endpoints } of services) {
    for (const { address } of endpoints) {
      const owner = header.namespaces.find(
        ({ kind, tables }) =>
          kind === "pod" &&
          tables.devices.some((device) =>
            device.addresses.some((own) => own.startsWith(`${address}/`)),
          ),
      );
      if (owner !== undefined) namespaces.add(owner.id);
    }
  }
  // A pod that is shown stands in its node.
  for (const { id, node } of header.namespaces) {
    if (node !== null && namespaces.has(id)) namespaces.add(node);
  }
  return { namespaces, services };
}
