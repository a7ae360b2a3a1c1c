import type { Packet, TcpFlag } from "../../packet/packet.js";
import { familyOf } from "../../base/address.js";
import type { VirtualServer } from "../../trace/virtual-server.js";
import type { Hook } from "../hook.js";
import { accepted, stopped } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { IpvsConnection } from "./connection.js";
import { isOver } from "./connection-state.js";
import { endsOf } from "./ends.js";
import type { Ends } from "./ends.js";
import { passError } from "./pass-error.js";
import { expireConnections, removeIpvsConnection } from "./remove.js";
import { findServer, schedulePacket } from "./schedule-packet.js";
import { opensAssociation } from "./sctp-state.js";
import { answerClient, sendToRealServer } from "./translate.js";

/** Whether a host has virtual servers for a family, and so IPVS's own hooks (linux net/netfilter/ipvs/ip_vs_ctl.c: ip_vs_add_service registers them). */
export function balances({ ipvs }: NetfilterHost, family: Packet["family"]): boolean {
  return ipvs
    .servers()
    .some(({ of }) => (of.kind === "mark" ? of.family : familyOf(of.address)) === family);
}

/**
 * A packet at IPVS's place in INPUT, OUTPUT or FORWARD: what a real server answered goes back as the virtual server's,
 * and what is for a virtual server goes to a real one (linux net/netfilter/ipvs/ip_vs_core.c: ip_vs_out_hook, then
 * ip_vs_in_hook).
 */
export function passIpvs(hook: Hook, buffer: SocketBuffer, host: NetfilterHost): HookResult {
  const { packet } = buffer;
  if (buffer.isBalanced) return accepted(buffer);
  expireConnections(host);
  if (packet.transport.protocol === "icmp") return passError(hook, buffer, host);
  const ends = endsOf(packet);
  if (ends === null) return accepted(buffer);
  const { protocol, source, destination } = ends;
  const answered = host.ipvs.findByServer({ protocol, client: destination, real: source });
  if (answered !== null) return answerClient(hook, buffer, answered, host);
  return hook === "FORWARD" ? accepted(buffer) : passIn(hook, buffer, ends, host);
}

function passIn(hook: Hook, buffer: SocketBuffer, ends: Ends, host: NetfilterHost): HookResult {
  const { protocol, source, destination } = ends;
  const known = host.ipvs.findByClient({ protocol, client: source, virtual: destination });
  const kept = known === null ? null : keep(known, buffer, host);
  if (kept === "drop") return stopped(buffer, "real-server-gone");
  if (kept !== null)
    return sendToRealServer(hook, buffer, { connection: kept, isFirst: false }, host);
  const server = mayBegin(buffer.packet, host) ? findServer(buffer, ends, host) : null;
  if (server === null || isAnswerOfOwn(buffer, ends, host)) return accepted(buffer);
  // ip_vs_core.c: ip_vs_schedule. Without persistence, port 0 is for nobody.
  if (!isPersistentOrExact(server, ends)) return leave(buffer);
  const connection = schedulePacket({ hook, buffer, ends, server }, host);
  return connection === null
    ? leave(buffer)
    : sendToRealServer(hook, buffer, { connection, isFirst: true }, host);
}

function isPersistentOrExact({ of, persistentSeconds }: VirtualServer, ends: Ends): boolean {
  return persistentSeconds !== null || of.kind === "mark" || of.port === ends.destination.port;
}

// ip_vs_core.c: ip_vs_leave. TCP, too, is told by ICMP: there is no socket that could send a reset.
function leave(buffer: SocketBuffer): HookResult {
  const rejectWith =
    buffer.packet.family === "ipv4" ? "icmp-port-unreachable" : "icmp6-port-unreachable";
  return { ...stopped(buffer, "no-real-server"), verdict: "reject", rejectWith };
}

// ip_vs_proto_tcp.c: tcp_conn_schedule, and the same of UDP and SCTP
function mayBegin({ transport }: Packet, { ipvs }: NetfilterHost): boolean {
  if (transport.protocol === "sctp") return opensAssociation(transport);
  if (transport.protocol !== "tcp") return true;
  const has = (flag: TcpFlag): boolean => transport.flags.includes(flag);
  return (ipvs.settings.sloppy_tcp !== 0 || has("SYN")) && !has("RST");
}

// ip_vs_core.c: ip_vs_schedule, "Do not schedule replies from local real server".
function isAnswerOfOwn({ input }: SocketBuffer, ends: Ends, { ipvs }: NetfilterHost): boolean {
  const { protocol, source, destination } = ends;
  if (input !== null && input !== "lo") return false;
  return ipvs.findByClient({ protocol, client: destination, virtual: source }) !== null;
}

/** The connection that a packet goes on with; null where it begins another one (ip_vs_core.c: ip_vs_in_hook). */
function keep(
  connection: IpvsConnection,
  buffer: SocketBuffer,
  host: NetfilterHost,
): IpvsConnection | "drop" | null {
  const { ipvs } = host;
  const { settings } = ipvs;
  const weight = weightOf(connection, host);
  const { transport } = buffer.packet;
  const isSyn =
    transport.protocol === "sctp"
      ? opensAssociation(transport)
      : transport.protocol === "tcp" && transport.flags.includes("SYN");
  const expiresGone = settings.expire_nodest_conn !== 0;
  if (isSyn) {
    if (expiresGone && weight === 0) return renew(connection, "no-real-server", buffer, host);
    const isReused =
      settings.conn_reuse_mode !== 0 && isOver(connection) && connection.control === null;
    if (isReused) return renew(connection, "reused", buffer, host);
  }
  if (weight !== null) return connection;
  return expiresGone ? renew(connection, "no-real-server", buffer, host) : "drop";
}

// A packet that has its confirmed entry of conntrack already cannot get another reply tuple: it is dropped, and the
// client sends it again.
function renew(
  connection: IpvsConnection,
  reason: "no-real-server" | "reused",
  buffer: SocketBuffer,
  host: NetfilterHost,
): "drop" | null {
  const id = buffer.connection?.id ?? null;
  const isConfirmed = id !== null && host.conntrack.get(id)?.entry.confirmed === true;
  const usesOld = connection.isTracked && isConfirmed;
  removeIpvsConnection({ ...connection, isTracked: usesOld }, reason, host);
  return usesOld ? "drop" : null;
}

// Null where the real server is not one of the virtual server's any more.
function weightOf({ entry, real }: IpvsConnection, { ipvs }: NetfilterHost): number | null {
  const server = ipvs.serverNamed(entry.server);
  const found = server?.realServers.find(
    ({ address, port }) => address === real.address && (port === 0 || port === real.port),
  );
  return found?.weight ?? null;
}
