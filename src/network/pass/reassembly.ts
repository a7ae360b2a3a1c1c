import { transportLength } from "../../packet/packet-length.js";
import type { Packet } from "../../packet/packet.js";
import type { Emit } from "../../trace/event/event.js";
import type { PacketId } from "../../trace/id.js";

/** The pieces of packets that wait for the others (linux net/ipv4/ip_fragment.c, net/ipv6/reassembly.c). */
export interface Reassembly {
  /** Takes a piece; the whole packet once nothing is missing. */
  add(packet: Packet, context: PiecePass): Whole | null;
}

/** A piece's pass through the host. */
export interface PiecePass {
  readonly packet: PacketId;
  /** Virtual time, in microseconds. */
  readonly now: number;
  readonly emit: Emit;
}

/** A packet put together again. */
export interface Whole {
  readonly packet: Packet;
  /** The passes of its pieces, in the order in which they came; the last one is still under way. */
  readonly pieces: readonly PiecePass[];
  /** The length of the longest piece, in bytes with its IP header: it is cut to no more than that again. */
  readonly longest: number;
}

// linux: ip_frag_time is 30 s, ip6frag_time 60 s.
const LIFETIME = { ipv4: 30_000_000, ipv6: 60_000_000 } as const;
// linux counts bytes (ipfrag_high_thresh, 4 MiB); as many whole packets of the greatest size fit in.
const MOST_QUEUES = 64;

interface Queue {
  readonly since: number;
  readonly pieces: { readonly packet: Packet; readonly context: PiecePass }[];
}

/** Nothing waits. */
export function createReassembly(): Reassembly {
  const queues = new Map<string, Queue>();
  return {
    add: (packet, context) => {
      const { fragment, family } = packet;
      if (fragment === null) return { packet, pieces: [context], longest: 0 };
      const key = keyOf(packet, fragment.identification);
      const known = queues.get(key);
      const isFresh = known !== undefined && context.now - known.since < LIFETIME[family];
      const queue: Queue = isFresh ? known : { since: context.now, pieces: [] };
      queue.pieces.push({ packet, context });
      const whole = wholeOf(queue);
      queues.delete(key);
      if (whole !== null) return whole;
      const [oldest] = queues.keys();
      if (queues.size >= MOST_QUEUES && oldest !== undefined) queues.delete(oldest);
      queues.set(key, queue);
      return null;
    },
  };
}

function wholeOf({ pieces }: Queue): Whole | null {
  const sorted = pieces
    .flatMap(({ packet }) => (packet.fragment === null ? [] : [packet.fragment]))
    .sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { offset, length } of sorted) {
    if (offset > end) return null;
    end = Math.max(end, offset + length);
  }
  if (sorted.at(-1)?.more !== false) return null;
  const first = pieces.find(({ packet }) => packet.fragment?.offset === 0);
  if (first === undefined) return null;
  const packet: Packet = { ...first.packet, fragment: null };
  const header = packet.family === "ipv4" ? 20 : 48;
  const longest = Math.max(...sorted.map(({ length }) => length)) + header;
  return { packet, pieces: pieces.map(({ context }) => context), longest };
}

function keyOf({ source, destination, transport }: Packet, identification: number): string {
  return `${source} ${destination} ${transport.protocol} ${identification}`;
}

/** The pieces that a packet is cut into so that none is longer than the link allows (linux net/ipv4/ip_output.c: ip_do_fragment). */
export function piecesOf(packet: Packet, mtu: number, identification: number): readonly Packet[] {
  const header = packet.family === "ipv4" ? 20 : 48;
  const room = Math.max(8, Math.floor((mtu - header) / 8) * 8);
  const { fragment } = packet;
  const whole = fragment ?? {
    identification,
    offset: 0,
    length: transportLength(packet),
    more: false,
  };
  const pieces: Packet[] = [];
  for (let at = 0; at < whole.length; at += room) {
    const length = Math.min(room, whole.length - at);
    const more = whole.more || at + length < whole.length;
    pieces.push({
      ...packet,
      fragment: { identification: whole.identification, offset: whole.offset + at, length, more },
    });
  }
  return pieces;
}
