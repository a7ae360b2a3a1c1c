import { formatPrefix, parsePrefix } from "../../../base/prefix.js";
import type { HostGraph, HostLink } from "./host-graph.js";

/** A network's name with the prefixes of its ends: `lan · 10.0.1.0/24`; a prefix alone where that is its name. */
export function cableName({ hosts }: HostGraph, { segment, ports }: HostLink): string {
  const prefixes = new Set(
    ports.flatMap(({ host, device }) => {
      const found = hosts
        .find(({ namespace }) => namespace.id === host)
        ?.devices.find(({ name }) => name === device);
      return (found?.addresses ?? []).flatMap((text) => {
        const prefix = parsePrefix(text);
        return prefix === null || text.startsWith("fe80:") ? [] : [formatPrefix(prefix)];
      });
    }),
  );
  prefixes.delete(segment.name);
  // The two ends of a cable tell its prefix themselves.
  return segment.kind === "lan" ? [segment.name, ...prefixes].join(" · ") : "";
}
