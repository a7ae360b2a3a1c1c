import { addressOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import { realServerName, virtualServerName } from "../../trace/virtual-server.js";
import type { VirtualServer, VirtualServerAddress } from "../../trace/virtual-server.js";
import type { Hook } from "../hook.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { End, IpvsConnection } from "./connection.js";
import { FRESH } from "./connection-state.js";
import type { Ends } from "./ends.js";
import { schedulerNamed } from "./schedule/order.js";
import type { Destination } from "./schedule/scheduler.js";

/** A packet that begins a connection, and the virtual server that it is for. */
export interface Arrival {
  readonly hook: Hook;
  readonly buffer: SocketBuffer;
  readonly ends: Ends;
  readonly server: VirtualServer;
}

/** The virtual server that a packet is for; by its mark before its address, and port 0 stands for every port (linux net/netfilter/ipvs/ip_vs_ctl.c: ip_vs_service_find). */
export function findServer(
  { packet, mark }: SocketBuffer,
  { protocol, destination }: Ends,
  { ipvs }: NetfilterHost,
): VirtualServer | null {
  const { family } = packet;
  const { address, port } = destination;
  const own: VirtualServerAddress = { kind: "address", protocol, address, port };
  return (
    (mark === 0 ? null : ipvs.server({ kind: "mark", mark, family })) ??
    ipvs.server(own) ??
    ipvs.server({ ...own, port: 0 })
  );
}

/** Makes a connection to the real server that the scheduler, or an earlier connection of the client, chooses; null where nobody may take it (ip_vs_core.c: ip_vs_schedule). */
export function schedulePacket(arrival: Arrival, host: NetfilterHost): IpvsConnection | null {
  const { hook, server } = arrival;
  const name = virtualServerName(server.of);
  host.emit({ kind: "virtual-server-found", hook, server: name, scheduler: server.scheduler });
  if (server.persistentSeconds !== null) return schedulePersistent(arrival, host);
  const chosen = choose(arrival, host);
  return chosen === null ? null : connect(arrival, chosen, null, host);
}

// ip_vs_core.c: ip_vs_sched_persist
function schedulePersistent(arrival: Arrival, host: NetfilterHost): IpvsConnection | null {
  const { hook, server, ends } = arrival;
  const { ipvs } = host;
  const side = templateSide(arrival);
  const known = ipvs.findTemplate(side);
  const usable = known === null ? null : boundTo(known, server, host);
  if (known !== null && usable !== null) {
    host.emit({
      kind: "real-server-scheduled",
      hook,
      server: virtualServerName(server.of),
      realServer: usable.name,
      choice: { kind: "persistent", template: known.id },
    });
    const connection = connect(arrival, usable, known, host);
    refreshTemplate(known, host);
    return connection;
  }
  const chosen = choose(arrival, host);
  if (chosen === null) return null;
  const isOfPort = side.virtual.port !== 0;
  const real: End = { address: chosen.address, port: isOfPort ? chosen.port : 0 };
  const timeout = (server.persistentSeconds ?? 0) * 1_000_000;
  // One that lost its real server is findable no more, and ends in its own time.
  if (known !== null) forget(known, host);
  const template = ipvs.add({
    entry: {
      protocol: side.protocol,
      server: virtualServerName(server.of),
      client: realServerName(side.client),
      virtual: realServerName(side.virtual),
      real: realServerName(real),
      state: "NONE",
      counts: "template",
      expiresAt: host.now + timeout,
    },
    client: side.client,
    virtual: side.virtual,
    real,
    control: null,
    timeout,
    isTracked: ends.protocol !== "sctp" && ipvs.settings.conntrack !== 0,
  });
  host.emit({ kind: "ipvs-connection-created", connection: template.id, entry: template.entry });
  return connect(arrival, chosen, template, host);
}

// <protocol, client, 0, virtual address, port>; of marks <IP, client, 0, mark, 0>, and without the port where the virtual server has none.
function templateSide({ server, ends }: Arrival): {
  readonly protocol: Ends["protocol"] | "ip";
  readonly client: End;
  readonly virtual: End;
} {
  const { of, maskBits } = server;
  const { source, destination } = ends;
  const masked: Address =
    maskBits === null ? source.address : prefixOf(source.address, maskBits).base;
  const client = { address: masked, port: 0 };
  if (of.kind === "mark") {
    const { family, mark } = of;
    // The mark is written where an address has its first 32 bits.
    const address = addressOf(BigInt(mark) << (family === "ipv4" ? 0n : 96n), family);
    return { protocol: "ip", client, virtual: { address, port: 0 } };
  }
  const port = of.port === destination.port ? of.port : 0;
  return { protocol: ends.protocol, client, virtual: { address: destination.address, port } };
}

// ip_vs_conn.c: ip_vs_check_template. With expire_quiescent_template a real server without weight lets its clients go.
function boundTo(
  { real }: IpvsConnection,
  server: VirtualServer,
  { ipvs }: NetfilterHost,
): Destination | null {
  const found = ipvs
    .destinations(server)
    .find(
      ({ address, port }) => address === real.address && (real.port === 0 || port === real.port),
    );
  if (found === undefined) return null;
  return ipvs.settings.expire_quiescent_template !== 0 && found.weight === 0 ? null : found;
}

function refreshTemplate(template: IpvsConnection, { ipvs, now, emit }: NetfilterHost): void {
  const entry = { ...template.entry, expiresAt: now + template.timeout };
  ipvs.put({ ...template, entry });
  emit({ kind: "ipvs-connection-updated", connection: template.id, entry });
}

function forget(template: IpvsConnection, { ipvs, emit }: NetfilterHost): void {
  ipvs.remove(template.id);
  emit({ kind: "ipvs-connection-expired", connection: template.id, reason: "no-real-server" });
}

function choose({ hook, server, buffer }: Arrival, host: NetfilterHost): Destination | null {
  const { ipvs } = host;
  const { chosen, choice, memory } = schedulerNamed(server.scheduler)?.choose({
    destinations: ipvs.destinations(server),
    flags: server.flags,
    packet: buffer.packet,
    memory: ipvs.memory(server),
  }) ?? { chosen: null, choice: { kind: "none" }, memory: ipvs.memory(server) };
  ipvs.remember(server, memory);
  host.emit({
    kind: "real-server-scheduled",
    hook,
    server: virtualServerName(server.of),
    realServer: chosen?.name ?? null,
    choice,
  });
  return chosen;
}

function connect(
  { server, ends }: Arrival,
  { address, port, name }: Destination,
  control: IpvsConnection | null,
  { ipvs, now, emit }: NetfilterHost,
): IpvsConnection {
  const { protocol, source, destination } = ends;
  // A real server without a port gets what the client asked for.
  const real = { address, port: port === 0 ? destination.port : port };
  const connection = ipvs.add({
    entry: {
      protocol,
      server: virtualServerName(server.of),
      client: realServerName(source),
      virtual: realServerName(destination),
      real: port === 0 ? realServerName(real) : name,
      state: FRESH.state,
      counts: FRESH.counts,
      expiresAt: now + FRESH.timeout,
    },
    client: source,
    virtual: destination,
    real,
    control: control?.id ?? null,
    timeout: FRESH.timeout,
    isTracked: ipvs.settings.conntrack !== 0,
  });
  emit({ kind: "ipvs-connection-created", connection: connection.id, entry: connection.entry });
  return connection;
}
