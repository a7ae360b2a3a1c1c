import type { Address } from "../../base/address.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { packetLength } from "../../packet/packet-length.js";
import { outputDevice } from "../host.js";
import { linkMtu, pathMtu } from "../path-mtu.js";
import type { Route } from "../route.js";
import { endPass } from "./end-pass.js";
import { icmpAnswer } from "./kernel-answer.js";
import { passHook } from "./pass-hook.js";
import type { PassContext, PassResult } from "./pass-result.js";
import { piecesOf } from "./reassembly.js";
import { transmit } from "./transmit.js";

/** The last part of the way out: POSTROUTING, pieces if it is too long, and the device. */
export function leaveHost(buffer: SocketBuffer, route: Route, context: PassContext): PassResult {
  const device = outputDevice(route);
  const post = passHook("POSTROUTING", { ...buffer, output: device }, context);
  if (post.kind === "stopped") return post;
  if (route.kind === "local") return { kind: "looped", buffer: post.buffer };
  const limit = limitOf(post.buffer, route, context);
  return packetLength(post.buffer.packet) > limit.mtu
    ? leaveInPieces(post.buffer, route, limit, context)
    : transmit(post.buffer, route, context);
}

/** The longest packet that may be forwarded by a route: the path's only where the host is told so (linux include/net/ip.h: ip_dst_mtu_maybe_forward). */
export function forwardMtu(
  { host, now }: Pick<PassContext, "host" | "now">,
  route: Route,
  destination: Address,
): number {
  const usesPath = host.settings.number("net/ipv4/ip_forward_use_pmtu") !== 0;
  return usesPath ? pathMtu(host, route, destination, now) : linkMtu(host, route);
}

interface Limit {
  readonly mtu: number;
  readonly by: "link" | "longest-piece";
}

// linux net/ipv4/ip_output.c: what came in pieces goes out in pieces that are no longer (frag_max_size).
function limitOf(
  { packet, input, longestPiece }: SocketBuffer,
  route: Route,
  context: PassContext,
): Limit {
  const { destination } = packet;
  const mtu =
    input === null
      ? pathMtu(context.host, route, destination, context.now)
      : forwardMtu(context, route, destination);
  return longestPiece === null || longestPiece >= mtu
    ? { mtu, by: "link" }
    : { mtu: longestPiece, by: "longest-piece" };
}

// linux net/ipv4/ip_output.c: ip_fragment, after POSTROUTING; net/ipv6/ip6_output.c: ip6_fragment.
function leaveInPieces(
  buffer: SocketBuffer,
  route: Route,
  { mtu, by }: Limit,
  context: PassContext,
): PassResult {
  const { packet, longestPiece, input } = buffer;
  const { host, emit } = context;
  // Nobody cuts an IPv6 packet but its sender, and who has put it together from pieces.
  const mayCut =
    packet.family === "ipv4" ? !packet.dontFragment : longestPiece !== null || input === null;
  if (!mayCut) {
    const stopped = endPass(buffer, context, "dropped", { kind: "too-big", mtu });
    return { ...stopped, answer: icmpAnswer(context, buffer, "too-big", mtu) };
  }
  const identification = host.random.integer(0x10000);
  const parts = piecesOf(packet, mtu, identification).map((piece) => ({
    piece,
    context: context.born(piece, "kernel"),
  }));
  emit({
    kind: "packet-fragmented",
    fragments: parts.map((part) => part.context.packet),
    mtu,
    by,
  });
  emit({ kind: "packet-ended", disposition: "consumed", reason: { kind: "fragmented" } });
  return {
    kind: "several",
    parts: parts.map(({ piece, context: own }) => ({
      context: own,
      result: transmit({ ...buffer, packet: piece }, route, own),
    })),
  };
}
