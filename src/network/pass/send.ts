import type { AttachedConnection, SocketBuffer } from "../../netfilter/socket-buffer.js";
import { KERNEL_SOCKET, socketBuffer } from "../../netfilter/socket-buffer.js";
import type { Packet } from "../../packet/packet.js";
import { packetLength } from "../../packet/packet-length.js";
import { decideOutput } from "../fib/decide-output.js";
import type { OutputDecision, OutputError } from "../fib/decide-output.js";
import { flowKey } from "../fib/multipath.js";
import { outputDevice } from "../host.js";
import { pathMtu } from "../path-mtu.js";
import type { EndReason } from "../../trace/event/network-event.js";
import { endPass } from "./end-pass.js";
import { leaveHost } from "./leave.js";
import { noteNoRoute, noteRoute } from "./note-route.js";
import { passBalancedHook } from "./pass-hook.js";
import type { PassContext, PassResult } from "./pass-result.js";
import { sendBalanced } from "./send-balanced.js";

/** What a socket says of a packet beside its headers. */
export interface SendOptions {
  readonly mark?: number;
  readonly owner?: SocketBuffer["owner"];
  /** The device that the socket is bound to (SO_BINDTODEVICE). */
  readonly device?: string | null;
}

/** A packet's pass out of the namespace that made it. `connection` is what the kernel attached to an answer of its own. */
export function sendPacket(
  packet: Packet,
  connection: AttachedConnection | null,
  context: PassContext,
  { mark = 0, owner = null, device = null }: SendOptions = {},
): PassResult {
  const { host, emit } = context;
  const routeOf = ({ packet: sent, mark: marked }: SocketBuffer): OutputDecision =>
    decideOutput(host, {
      destination: sent.destination,
      source: sent.source,
      mark: marked,
      output: device,
      flow: flowKey(sent, String(host.settings.number(POLICY[sent.family]))),
    });
  // linux net/ipv4/icmp.c, net/ipv6/icmp.c: what the kernel itself says by ICMP it sends by a socket of its own.
  const kernels = packet.transport.protocol === "icmp" ? KERNEL_SOCKET : null;
  const made = { ...socketBuffer(packet, null, null), connection, mark, owner: owner ?? kernels };
  const first = routeOf(made);
  if (first.kind === "refused") {
    const route = first.found?.kind === "refused" ? first.found.route : null;
    noteNoRoute(emit, packet, route);
    return endPass(made, context, "unroutable", reasonOf(first.error, first, packet));
  }
  noteRoute(emit, packet, { ...first, decision: "output" });
  let { route } = first;
  const buffer = {
    ...made,
    packet: fitted(packet, pathMtu(host, route, packet.destination, context.now)),
  };
  // linux net/ipv4/netfilter.c: ip_route_me_harder. The source address is not chosen again, and `-o` goes on showing
  // the old device until POSTROUTING.
  const reroute = (changed: SocketBuffer): SocketBuffer | null => {
    const again = routeOf(changed);
    if (again.kind === "refused") {
      noteNoRoute(emit, changed.packet);
      return null;
    }
    noteRoute(emit, changed.packet, { ...again, decision: "output" });
    ({ route } = again);
    return changed;
  };
  const out = { ...buffer, output: outputDevice(route) };
  const output = passBalancedHook("OUTPUT", out, context, reroute);
  switch (output.kind) {
    case "stopped":
      return output;
    case "balanced":
      return sendBalanced(output, context);
    case "passed":
      return leaveHost(output.buffer, route, context);
  }
}

const POLICY = {
  ipv4: "net/ipv4/fib_multipath_hash_policy",
  ipv6: "net/ipv6/fib_multipath_hash_policy",
} as const;

// linux net/ipv4/ip_output.c: __ip_make_skb. A datagram that its own host has to cut may be cut by others, too.
function fitted(packet: Packet, mtu: number): Packet {
  const isDatagram = packet.transport.protocol === "udp" || packet.transport.protocol === "icmp";
  const isTooLong = isDatagram && packet.dontFragment && packetLength(packet) > mtu;
  return isTooLong ? { ...packet, dontFragment: false } : packet;
}

function reasonOf(
  error: OutputError,
  { found }: OutputDecision & { readonly kind: "refused" },
  { destination }: Packet,
): EndReason {
  if (found?.kind === "refused") return { kind: "refused-by-route", route: found.by, destination };
  if (error === "EINVAL")
    return {
      kind: "martian-source",
      device: found?.kind === "route" ? (found.route.device ?? "") : "",
    };
  return { kind: "no-route", destination };
}
