import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { answeringAddress } from "../../network/fib/answering-address.js";
import { heedError } from "../../network/pass/heed-error.js";
import { usualTtl } from "../../network/pass/kernel-answer.js";
import { isOfTunnel } from "../../network/tunnel/is-of-tunnel.js";
import { transportLength } from "../../packet/packet-length.js";
import type { IcmpMessage, Packet } from "../../packet/packet.js";
import type { EndReason } from "../../trace/event/network-event.js";
import type { PacketId } from "../../trace/id.js";
import { contextOf } from "../pass-context.js";
import type { Stack, World } from "../world.js";
import { deliverError } from "./deliver-error.js";
import { ECHO_TYPES } from "./ping-operation.js";
import type { PingArrival, PingSocket } from "./ping-socket.js";

/** An ICMP message that has come through to its host: the kernel answers requests, sockets hear the rest. */
export function deliverIcmp(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, message }: { readonly buffer: SocketBuffer; readonly message: IcmpMessage },
): void {
  const { packet } = buffer;
  const types = ECHO_TYPES[packet.family];
  if (message.quoted !== null) deliverQuoting(world, stack, id, { buffer, packet, message });
  else if (message.type === types.request)
    answerEcho(world, stack, id, { buffer, packet, message });
  else if (message.type === types.reply) deliverReply(world, stack, id, { packet, message });
  else end(world, stack, id, "consumed", { kind: "not-for-us" });
}

interface Arrived {
  readonly packet: Packet;
  readonly message: IcmpMessage;
}

// linux net/ipv4/icmp.c: icmp_rcv, icmp_echo, icmp_reply.
function answerEcho(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, packet, message }: Arrived & { readonly buffer: SocketBuffer },
): void {
  if (isIgnored(stack, packet)) {
    end(world, stack, id, "dropped", { kind: "not-for-us" });
    return;
  }
  end(world, stack, id, "delivered", { kind: "echo" });
  const source = answeringAddress(stack.host, buffer);
  if (source === null) return;
  const transport = { ...message, type: ECHO_TYPES[packet.family].reply };
  const answer: Packet = {
    family: packet.family,
    source,
    destination: packet.source,
    ttl: usualTtl(stack.host),
    dontFragment: false,
    fragment: null,
    transport,
  };
  world.launch(stack, answer, { program: "kernel", parent: id, connection: null });
}

function isIgnored({ host }: Stack, { family, destination }: Packet): boolean {
  const { settings } = host;
  const all = family === "ipv4" ? "net/ipv4/icmp_echo_ignore_all" : "net/ipv6/icmp/echo_ignore_all";
  if (settings.number(all) !== 0) return true;
  if (family === "ipv6" || host.view.addressTypeOf(destination) === "LOCAL") return false;
  return settings.number("net/ipv4/icmp_echo_ignore_broadcasts") !== 0;
}

function deliverReply(
  world: World,
  stack: Stack,
  id: PacketId,
  { packet, message }: Arrived,
): void {
  const socket = socketFor(stack, message);
  if (socket === null) {
    end(world, stack, id, "consumed", { kind: "not-for-us" });
    return;
  }
  hear(world, stack, id, socket, {
    kind: "reply",
    from: packet.source,
    sequence: message.sequence ?? 0,
    ttl: packet.ttl,
    bytes: transportLength(packet),
  });
}

// An error or a redirect: about an echo request it is ping's, about anything else it is for the socket that sent that.
function deliverQuoting(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, packet, message }: Arrived & { readonly buffer: SocketBuffer },
): void {
  const { quoted } = message;
  const asked = quoted?.transport.protocol === "icmp" ? quoted.transport : null;
  const learn = (): void => {
    heedError(buffer, contextOf(world, stack, id));
  };
  const socket = asked === null ? null : socketFor(stack, asked);
  if (asked !== null && socket !== null) {
    learn();
    const sequence = asked.sequence ?? 0;
    hear(world, stack, id, socket, { kind: "told", from: packet.source, sequence, message });
    return;
  }
  // linux net/ipv4/icmp.c: icmp_err: no socket has sent an echo reply; the tunnels have handlers of their own.
  const isOfKernel = asked?.type === ECHO_TYPES[packet.family].reply;
  if (isOfKernel || (quoted !== null && isOfTunnel(stack.host, quoted))) learn();
  deliverError(world, stack, id, { packet, message, learn });
}

function socketFor({ sockets }: Stack, { identifier }: IcmpMessage): PingSocket | null {
  return (identifier === null ? undefined : sockets.pings.get(identifier)) ?? null;
}

function hear(
  world: World,
  stack: Stack,
  id: PacketId,
  { program, identifier, inbox }: PingSocket,
  arrival: PingArrival,
): void {
  end(world, stack, id, "delivered", { kind: "icmp-socket", program, identifier });
  inbox.put(arrival);
}

function end(
  world: World,
  stack: Stack,
  id: PacketId,
  disposition: "delivered" | "consumed" | "dropped",
  reason: EndReason,
): void {
  world.recorder.emit(stack.id, id, { kind: "packet-ended", disposition, reason });
}
