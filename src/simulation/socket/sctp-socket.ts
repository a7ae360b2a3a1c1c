import { usualTtl } from "../../network/pass/kernel-answer.js";
import type { Packet, SctpPacket } from "../../packet/packet.js";
import { answering, outOfTheBlueAnswer } from "../../packet/sctp-answer.js";
import { answeredBy } from "../../packet/tcp-reset.js";
import type { PacketId } from "../../trace/id.js";
import {
  createAssociation,
  endAssociation,
  enterSctpState,
  ipPacketOf,
} from "../sctp/association.js";
import type { SctpAssociation, SctpHost } from "../sctp/association.js";
import { receivePacket } from "../sctp/receive-packet.js";
import { sendAwaiting, sendChunk, sendMessages } from "../sctp/transmit.js";
import type { Stack, World } from "../world.js";
import { endpointText } from "./endpoint.js";
import type { Endpoint } from "./endpoint.js";
import type { Errno } from "./errno.js";
import type { SctpListener } from "./sctp-listener.js";
import { ROOT } from "./socket-owner.js";
import { connectionKey } from "./socket-table.js";
import { wayOut } from "./way-out.js";

/** Starts an association, or gives the error that the program gets at once. */
export function connectSctp(
  world: World,
  stack: Stack,
  { program, remote: named }: { readonly program: string; readonly remote: Endpoint },
): SctpAssociation | Errno {
  const way = wayOut(stack.host, named.address, {
    source: null,
    mark: 0,
    now: world.scheduler.now(),
  });
  if (way.kind === "failed") return way.errno;
  // linux net/sctp/protocol.c: sctp_v4_addr_valid.
  if (way.type !== "unicast" && way.type !== "local") return "EINVAL";
  const remote = { ...named, address: way.destination };
  const local = { address: way.source, port: stack.sockets.sctpPort(way.source, remote) };
  const association = createAssociation({
    program,
    local,
    remote,
    mtu: way.mtu,
    tags: { own: stack.sockets.sctpTag(), peer: 0 },
    state: "COOKIE_WAIT",
  });
  register(stack, association);
  const host = sctpHost(world, stack);
  host.changed(association);
  sendAwaiting(association, host, { type: "INIT", tag: association.tags.own }, null);
  return association;
}

/** A packet with an INIT or a COOKIE ECHO for a listener, which keeps nothing of the first but in the second. */
export function takeOpening(
  world: World,
  stack: Stack,
  listener: SctpListener,
  { packet, transport, id }: ArrivedSctp,
): void {
  const ends = endsOf(packet, transport);
  const key = connectionKey(ends.local, ends.remote);
  const [chunk] = transport.chunks;
  if (chunk?.type === "INIT") {
    const tags = { own: stack.sockets.sctpTag(), peer: chunk.tag };
    listener.cookies.set(key, tags);
    const answer = answering(transport, { type: "INIT_ACK", tag: tags.own }, tags.peer);
    launch(world, stack, answeredBy(packet, answer, usualTtl(stack.host)), {
      program: listener.program,
      parent: id,
    });
    return;
  }
  const tags = listener.cookies.get(key);
  if (tags === undefined || transport.verificationTag !== tags.own) return;
  const host = sctpHost(world, stack);
  const known = stack.sockets.associations.get(key);
  if (known?.tags.own === tags.own) {
    // The cookie once more: the COOKIE ACK was lost.
    sendChunk(known, host, { type: "COOKIE_ACK" }, id);
    return;
  }
  if (known !== undefined) endAssociation(known, host, "ECONNRESET");
  const way = wayOut(stack.host, ends.remote.address, {
    source: ends.local.address,
    mark: 0,
    now: world.scheduler.now(),
  });
  const association = createAssociation({
    program: listener.program,
    ...ends,
    mtu: way.kind === "found" ? way.mtu : 1500,
    tags,
    state: "ESTABLISHED",
  });
  register(stack, association);
  host.changed(association);
  sendChunk(association, host, { type: "COOKIE_ACK" }, id);
  receivePacket(association, host, transport, id);
  listener.accepted.put(association);
}

/** An SCTP packet that has come to its host. */
export interface ArrivedSctp {
  readonly packet: Packet;
  readonly transport: SctpPacket;
  readonly id: PacketId;
}

/** A packet for an association of the namespace. */
export function takeSctpPacket(
  world: World,
  stack: Stack,
  association: SctpAssociation,
  { transport, id }: ArrivedSctp,
): void {
  receivePacket(association, sctpHost(world, stack), transport, id);
}

/** What the kernel says to a packet that nobody waits for; null where it stays silent. */
export function sctpRefusal(stack: Stack, { packet, transport }: ArrivedSctp): Packet | null {
  const answer = outOfTheBlueAnswer(transport);
  return answer && answeredBy(packet, answer, usualTtl(stack.host));
}

/** Hands a message to an association. */
export function sendSctp(
  world: World,
  stack: Stack,
  association: SctpAssociation,
  text: string,
): void {
  association.unsent.push(text);
  sendMessages(association, sctpHost(world, stack));
}

/** Closes the program's end (linux net/sctp/socket.c: sctp_close): what nobody read is not lost in silence. */
export function closeSctp(world: World, stack: Stack, association: SctpAssociation): void {
  const host = sctpHost(world, stack);
  const { state, inbox } = association;
  if (inbox.length > 0 && state !== "CLOSED") {
    sendChunk(association, host, { type: "ABORT", reflected: false }, null);
    endAssociation(association, host, null);
  } else if (state === "COOKIE_WAIT" || state === "COOKIE_ECHOED")
    endAssociation(association, host, null);
  else if (state === "ESTABLISHED") {
    enterSctpState(association, host, "SHUTDOWN_PENDING");
    sendMessages(association, host);
  }
}

/**
 * An ICMP error about an association (linux net/sctp/input.c: sctp_v4_err): only a host that does not speak SCTP ends
 * it, and only before its INIT is answered. Whatever else is said, the INIT is repeated as if nobody had spoken.
 */
export function takeSctpError(
  world: World,
  stack: Stack,
  association: SctpAssociation,
  errno: Errno,
): void {
  if (errno === "ENOPROTOOPT" && association.state === "COOKIE_WAIT")
    endAssociation(association, sctpHost(world, stack), errno);
}

/** The two ends of a packet as its receiver sees them. */
export function endsOf(
  packet: Packet,
  { sourcePort, destinationPort }: SctpPacket,
): { readonly local: Endpoint; readonly remote: Endpoint } {
  return {
    local: { address: packet.destination, port: destinationPort },
    remote: { address: packet.source, port: sourcePort },
  };
}

function register(stack: Stack, association: SctpAssociation): void {
  const key = connectionKey(association.local, association.remote);
  stack.sockets.associations.set(key, association);
}

function launch(
  world: World,
  stack: Stack,
  packet: Packet,
  { program, parent }: { readonly program: string; readonly parent: PacketId | null },
): void {
  world.launch(stack, packet, { program, parent, connection: null, mark: 0, owner: ROOT });
}

function sctpHost(world: World, stack: Stack): SctpHost {
  const fired = (purpose: "sctp-retransmit" | "sctp-give-up", afterMicroseconds: number): void => {
    world.recorder.emit(stack.id, null, { kind: "timer-fired", purpose, afterMicroseconds });
  };
  return {
    transmit: (association, transport, parent) => {
      const packet = ipPacketOf(association, transport, usualTtl(stack.host));
      launch(world, stack, packet, { program: association.program, parent });
    },
    timer: (microseconds, task) => world.scheduler.timer(microseconds, task),
    changed: ({ local, remote, state }) => {
      if (state === "CLOSED") stack.sockets.associations.delete(connectionKey(local, remote));
      world.recorder.emit(stack.id, null, {
        kind: "socket-changed",
        protocol: "sctp",
        local: endpointText(local),
        remote: endpointText(remote),
        state,
      });
    },
    repeated: (after) => {
      fired("sctp-retransmit", after);
    },
    gaveUp: (after) => {
      fired("sctp-give-up", after);
    },
  };
}
