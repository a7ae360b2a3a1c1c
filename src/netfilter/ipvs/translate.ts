import { contains, prefix } from "../../base/prefix.js";
import type { Address } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { releaseConnection } from "../conntrack/confirm.js";
import { updateConnection } from "../conntrack/look-up.js";
import type { Hook } from "../hook.js";
import { accepted, stopped } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { IpvsConnection } from "./connection.js";
import { advanced } from "./connection-state.js";
import { withEnd } from "./ends.js";

const LOOPBACK = prefix("127.0.0.0/8");

/** A packet's connection, and whether the packet begins it. */
export interface Way {
  readonly connection: IpvsConnection;
  readonly isFirst: boolean;
}

/** A packet of a client goes to its real server: on through the hook where that is this host, else away from it, into OUTPUT (linux net/netfilter/ipvs/ip_vs_xmit.c: ip_vs_nat_xmit). */
export function sendToRealServer(
  hook: Hook,
  buffer: SocketBuffer,
  { connection, isFirst }: Way,
  host: NetfilterHost,
): HookResult {
  if (!isFirst) note(hook, connection, "in", host);
  const next = advanced(connection, "in", buffer.packet.transport, host.now);
  keepUp(next, host);
  const { address, port } = next.real;
  const isLocal = host.view.addressTypeOf(address) === "LOCAL";
  if (crossesLoopback(buffer, address, isLocal)) return stopped(buffer, "loopback-balanced");
  const tracked = bindConntrack(buffer, next, host);
  const headers = withEnd(buffer.packet, "destination", { address, port });
  tell(hook, isFirst ? "dnat" : "dnat-again", buffer.packet, headers, host);
  const sent: SocketBuffer = { ...tracked, packet: headers, isBalanced: true };
  return isLocal ? accepted(sent) : { ...accepted(sent), verdict: "stolen" };
}

/** A packet of a real server goes to the client with the virtual server's address (ip_vs_core.c: handle_response). */
export function answerClient(
  hook: Hook,
  buffer: SocketBuffer,
  connection: IpvsConnection,
  host: NetfilterHost,
): HookResult {
  note(hook, connection, "out", host);
  const next = advanced(connection, "out", buffer.packet.transport, host.now);
  keepUp(next, host);
  const headers = withEnd(buffer.packet, "source", next.virtual);
  tell(hook, "un-dnat", buffer.packet, headers, host);
  const answered = untracked({ ...buffer, packet: headers, isBalanced: true }, next, host);
  return routedAgain(hook, answered, host);
}

/** The way of an answer, which may depend on the address that it has now: looked up as for one of the host's own (ip_vs_core.c: ip_vs_route_me_harder). */
export function routedAgain(hook: Hook, buffer: SocketBuffer, host: NetfilterHost): HookResult {
  const { ipvs, view, reroute } = host;
  const isLocal = view.addressTypeOf(buffer.packet.destination) === "LOCAL";
  if (hook === "INPUT" || isLocal || reroute === null || ipvs.settings.snat_reroute === 0)
    return accepted(buffer);
  const routed = reroute(buffer);
  return routed === null ? stopped(buffer, "reroute-failed") : accepted(routed);
}

/** Says which connection a packet is of. */
export function note(
  hook: Hook,
  { id }: IpvsConnection,
  direction: "in" | "out",
  { emit }: NetfilterHost,
): void {
  emit({ kind: "ipvs-connection-found", hook, connection: id, direction });
}

/** Says what became of a packet's addresses. */
export function tell(
  hook: Hook,
  translation: "dnat" | "dnat-again" | "un-dnat",
  before: Packet,
  headers: Packet,
  { emit }: NetfilterHost,
): void {
  emit({ kind: "packet-translated", translation, hook, before, headers });
}

// ip_vs_conn.c: ip_vs_control_assure_ct. Once a connection got through, the template that made it is assured.
function keepUp(next: IpvsConnection, { ipvs, emit }: NetfilterHost): void {
  ipvs.put(next);
  emit({ kind: "ipvs-connection-updated", connection: next.id, entry: next.entry });
  const template = next.control === null ? null : ipvs.get(next.control);
  if (template === null || template.entry.state === "ASSURED") return;
  if (next.entry.state !== "ESTABLISHED") return;
  const entry = { ...template.entry, state: "ASSURED" };
  ipvs.put({ ...template, entry });
  emit({ kind: "ipvs-connection-updated", connection: template.id, entry });
}

/**
 * With `vs/conntrack` the packet's connection, which is not confirmed yet, will know the answer as the real server's
 * (ip_vs_nfct.c: ip_vs_update_conntrack); without it the packet goes on untracked (ip_vs_notrack).
 */
function bindConntrack(
  buffer: SocketBuffer,
  connection: IpvsConnection,
  host: NetfilterHost,
): SocketBuffer {
  const id = buffer.connection?.id ?? null;
  const known = id === null ? null : host.conntrack.get(id);
  if (!connection.isTracked) return untracked(buffer, connection, host);
  if (known === null || known.entry.confirmed || buffer.connection?.direction !== "original")
    return buffer;
  const { address, port } = connection.real;
  const reply = { ...known.entry.reply, source: address, sourcePort: port };
  updateConnection(known, { ...known, entry: { ...known.entry, reply } }, host);
  return buffer;
}

function untracked(
  buffer: SocketBuffer,
  { isTracked }: IpvsConnection,
  host: NetfilterHost,
): SocketBuffer {
  if (isTracked || buffer.connection === null) return buffer;
  releaseConnection(buffer, host);
  return { ...buffer, connection: { id: null, state: "UNTRACKED", direction: null } };
}

// ip_vs_xmit.c: crosses_local_route_boundary, and "From world but DNAT to loopback address?".
function crossesLoopback(
  { packet, input }: SocketBuffer,
  real: Address,
  isLocal: boolean,
): boolean {
  if (packet.family === "ipv6") return false;
  return isLocal ? input !== null && contains(LOOPBACK, real) : contains(LOOPBACK, packet.source);
}
