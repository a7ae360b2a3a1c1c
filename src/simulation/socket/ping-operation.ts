import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { usualTtl } from "../../network/pass/kernel-answer.js";
import { packetLength } from "../../packet/packet-length.js";
import type { Packet } from "../../packet/packet.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Stack, World } from "../world.js";
import type { Errno } from "./errno.js";
import { createMailbox } from "./mailbox.js";
import type { PingSocket } from "./ping-socket.js";
import { ROOT } from "./socket-owner.js";
import { stoppedErrno } from "./stopped-errno.js";
import { GROUP_TTL } from "./udp-operation.js";
import { wayOut } from "./way-out.js";

/** The types of an echo request and of its reply. */
export const ECHO_TYPES = {
  ipv4: { request: 8, reply: 0 },
  ipv6: { request: 128, reply: 129 },
} as const;

/** Opens a socket for echo requests to an address; an error where the host has no way there. */
export function openPing(
  world: World,
  stack: Stack,
  options: {
    readonly program: string;
    readonly remote: Address;
    readonly identifier: number;
    readonly source?: Address | null;
    readonly mark?: number;
  },
): PingSocket | Errno {
  const { program, remote, identifier, mark = 0 } = options;
  const way = wayOut(stack.host, remote, {
    mark,
    source: options.source ?? null,
    now: world.scheduler.now(),
  });
  if (way.kind === "failed") return way.errno;
  if (way.type === "broadcast") return "EACCES";
  const socket: PingSocket = {
    number: stack.sockets.nextNumber(),
    program,
    identifier,
    source: way.source,
    remote: way.destination,
    mark,
    inbox: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  stack.sockets.pings.set(identifier, socket);
  stack.sockets.numbers.set(socket.number, { kind: "ping", socket });
  return socket;
}

/** Sends one echo request with so many bytes of data. */
export function sendEcho(
  world: World,
  stack: Stack,
  socket: PingSocket,
  echo: { readonly sequence: number; readonly bytes: number; readonly ttl: number | null },
): void {
  const { program, source, remote, identifier, mark } = socket;
  const { sequence, bytes, ttl } = echo;
  const family = familyOf(remote);
  const way = wayOut(stack.host, remote, { mark, source, now: world.scheduler.now() });
  const isToGroup = way.kind === "found" && way.type === "multicast";
  const packet: Packet = {
    family,
    source,
    destination: remote,
    ttl: ttl ?? (isToGroup ? GROUP_TTL : usualTtl(stack.host)),
    dontFragment: false,
    fragment: null,
    transport: {
      protocol: "icmp",
      type: ECHO_TYPES[family].request,
      code: 0,
      identifier,
      sequence,
      mtu: null,
      gateway: null,
      quoted: null,
      payload: bytes === 0 ? NO_PAYLOAD : { kind: "filler", bytes },
    },
  };
  // linux net/ipv4/ip_output.c: __ip_make_skb forbids to cut what fits the way as far as it is known.
  const fits = way.kind === "found" && packetLength(packet) <= way.mtu;
  world.launch(
    stack,
    { ...packet, dontFragment: fits },
    {
      program,
      parent: null,
      connection: null,
      mark,
      owner: ROOT,
      onSent: (id, result) => {
        const errno = stoppedErrno(world.recorder.events, id, result);
        if (errno !== null) socket.inbox.put({ kind: "not-sent", sequence, errno });
      },
    },
  );
}

/** Closes a socket; what is still said about its requests nobody hears. */
export function closePing(stack: Stack, socket: PingSocket): void {
  stack.sockets.pings.delete(socket.identifier);
  stack.sockets.numbers.delete(socket.number);
}
