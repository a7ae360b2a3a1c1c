import { addressOf, bitsOf, familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { hash } from "../../base/random.js";
import type { Random } from "../../base/random.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";
import type { Side } from "../conntrack/connection.js";
import type { TranslationRange } from "../target/translation.js";

/** What a tuple is chosen for. */
export interface TupleWish {
  readonly protocol: string;
  /** The packet's tuple as translated so far. */
  readonly tuple: Tuple;
  readonly side: Side;
  readonly range: TranslationRange;
  readonly random: Random;
  /** Whether another connection answers to this tuple already. */
  readonly isTaken: (tuple: Tuple) => boolean;
}

// As many ports are tried one after the other before another place is drawn (NF_NAT_MAX_ATTEMPTS), and no fewer than
// the last number in a round.
const MOST_ATTEMPTS = 128;
const FEWEST_ATTEMPTS = 16;

/** The tuple that a translation gives a connection (linux net/netfilter/nf_nat_core.c: get_unique_tuple). */
export function uniqueTuple(wish: TupleWish): Tuple {
  const { protocol, side, range, random, isTaken } = wish;
  const tuple = withAddress(wish.tuple, side, range);
  if (protocol === "icmp") return tuple;
  const port = portOf(tuple, side);
  if (range.random === null) {
    const fits = range.ports === null || (port >= range.ports[0] && port <= range.ports[1]);
    const isOnly = range.ports !== null && range.ports[0] === range.ports[1];
    if (fits && (isOnly || !isTaken(tuple))) return tuple;
  }
  // A destination's port is the service's: it is never changed unless asked for.
  if (range.ports === null && side === "destination") return tuple;

  const [first, last] = range.ports ?? usualPorts(port);
  const size = last - first + 1;
  const draws = range.random !== null || side === "source";
  let offset = draws ? random.integer(0x10000) : 0;
  let attempts = Math.min(size, MOST_ATTEMPTS);
  for (;;) {
    for (let i = 0; i < attempts; i++, offset++) {
      const candidate = withPort(tuple, side, first + (offset % size));
      if (!isTaken(candidate)) return candidate;
    }
    if (attempts >= size || attempts < FEWEST_ATTEMPTS)
      return withPort(tuple, side, first + (offset % size));
    attempts = Math.floor(attempts / 2);
    offset = random.integer(0x10000);
  }
}

// Ports keep their rank: those that only root may bind stay among these.
function usualPorts(port: number): readonly [number, number] {
  if (port < 512) return [1, 511];
  return port < 1024 ? [600, 1023] : [1024, 65535];
}

// linux nf_nat_core.c: find_best_ips_proto spreads clients over a range by a hash of their addresses.
function withAddress(tuple: Tuple, side: Side, { addresses, persistent }: TranslationRange): Tuple {
  if (addresses === null) return tuple;
  const [first, last] = addresses;
  if (first === last) return { ...tuple, [side]: first };
  const current = parseAddress(tuple[side]);
  const [low, high] = [bitsOf(first), bitsOf(last)];
  if (side === "source" && current !== null && bitsOf(current) >= low && bitsOf(current) <= high)
    return tuple;
  const spread = hash(persistent ? tuple.source : `${tuple.source} ${tuple.destination}`);
  const chosen: Address = addressOf(low + (BigInt(spread) % (high - low + 1n)), familyOf(first));
  return { ...tuple, [side]: chosen };
}

function portOf(tuple: Tuple, side: Side): number {
  return side === "source" ? tuple.sourcePort : tuple.destinationPort;
}

function withPort(tuple: Tuple, side: Side, port: number): Tuple {
  return side === "source" ? { ...tuple, sourcePort: port } : { ...tuple, destinationPort: port };
}
