import { fill } from "../../../message/fill.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { TraceState } from "../../../trace/state.js";
import { realServerName, virtualServerName } from "../../../trace/virtual-server.js";
import type { IpvsConnectionEntry, VirtualServer } from "../../../trace/virtual-server.js";
import { nameOf } from "../../naming.js";
import { focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import { compared } from "./compared.js";
import type { Section } from "./section.js";

/** What IPVS keeps on a host, where it balances: virtual servers with their real servers, the one in play first, and connections. */
export function balancedSections(input: ViewInput, host: NamespaceId): readonly Section[] {
  const { words, before, after, trace } = input;
  const serversAt = (state: TraceState): readonly VirtualServer[] =>
    state.tables[host]?.virtualServers ?? [];
  if (serversAt(before).length + serversAt(after).length === 0) return [];
  const namespace = nameOf(trace.header, host);
  const packet = focusOf(input);
  const entriesAt = (state: TraceState): readonly (readonly [string, IpvsConnectionEntry])[] =>
    Object.entries(state.balanced[host] ?? {});
  const own = ownEntry(entriesAt(after), packet === null ? null : packetText(input));
  const servers = compared(
    serversAt(before),
    serversAt(after),
    ({ of }) => virtualServerName(of),
    (server) => ({
      head: `${virtualServerName(server.of)} ${server.scheduler}`,
      note: "",
      lines: server.realServers.map((real) => {
        const name = realServerName(real);
        const count = (counts: IpvsConnectionEntry["counts"]): number =>
          entriesAt(after).filter(
            ([, entry]) =>
              entry.server === virtualServerName(server.of) &&
              entry.real === name &&
              entry.counts === counts,
          ).length;
        const parameters = {
          real: name,
          weight: real.weight,
          active: count("active"),
          inactive: count("inactive"),
        };
        return { label: words["real-server"], text: fill(words["real-server-counts"], parameters) };
      }),
    }),
  ).map((entry) => ({ ...entry, isOwn: own !== null && entry.key === own.server }));
  const connections = compared(
    entriesAt(before),
    entriesAt(after),
    ([id]) => id,
    ([, entry]) => ({
      head: `${entry.protocol.toUpperCase()} ${entry.state}`,
      note: fill(words["seconds-left"], {
        seconds: Math.max(0, Math.ceil((entry.expiresAt - after.at) / 1_000_000)),
      }),
      lines: [
        { label: words["balanced-client"], text: `${entry.client} > ${entry.virtual}` },
        { label: words["real-server"], text: entry.real },
      ],
    }),
  );
  return [
    {
      key: "virtual-servers",
      title: fill(words["table-virtual-servers"], { namespace }),
      entries: servers.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn)),
      empty: null,
    },
    {
      key: "balanced",
      title: fill(words["table-balanced"], { namespace }),
      entries: connections,
      empty: words["no-connections"],
    },
  ];
}

// The ends of the packet in focus, as connections name them.
function packetText(input: ViewInput): readonly string[] {
  const packet = focusOf(input);
  if (packet === null) return [];
  const { source, destination, transport } = packet.headers;
  const ports = "sourcePort" in transport ? transport : null;
  if (ports === null) return [];
  const end = (address: string, port: number): string =>
    `${address.includes(":") ? `[${address}]` : address}:${port}`;
  return [end(source, ports.sourcePort), end(destination, ports.destinationPort)];
}

function ownEntry(
  entries: readonly (readonly [string, IpvsConnectionEntry])[],
  ends: readonly string[] | null,
): IpvsConnectionEntry | null {
  if (ends === null) return null;
  const found = entries.find(
    ([, { client, virtual, real, counts }]) =>
      counts !== "template" &&
      ends.includes(client) &&
      (ends.includes(virtual) || ends.includes(real)),
  );
  return found?.[1] ?? null;
}
