import type { TraceHeader } from "../../../trace/header.js";

// Devices that the plain picture of a cluster has no place for.
const MORE_KINDS: ReadonlySet<string> = new Set(["bridge", "vxlan", "ipip", "gre"]);

/** Whether a trace's picture needs hosts with all their devices, rather than nodes on one network. */
export function needsHosts({ namespaces, segments }: TraceHeader): boolean {
  const inner = new Set(namespaces.filter(({ node }) => node !== null).map(({ id }) => id));
  return (
    !namespaces.some(({ kind }) => kind === "node") ||
    namespaces.some(
      ({ id, tables }) => !inner.has(id) && tables.devices.some(({ kind }) => MORE_KINDS.has(kind)),
    ) ||
    segments.filter(({ kind }) => kind === "lan").length > 1 ||
    segments.some(
      ({ kind, ports }) => kind === "veth" && !ports.some(({ namespace }) => inner.has(namespace)),
    )
  );
}
