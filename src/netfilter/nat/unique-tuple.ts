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
  /** What the same end's other connections are translated to, with this packet's destination. */
  readonly mappings: readonly Tuple[];
  /** Whether another connection answers to this tuple already; one that is over may be removed for the last attempts. */
  readonly isTaken: (tuple: Tuple, isLastAttempt: boolean) => boolean;
}

// As many ports are tried one after the other before another place is drawn (NF_NAT_MAX_ATTEMPTS), and no fewer than
// the last number in a round; with so few left, a connection that is over has to go (NF_NAT_HARDER_THRESH).
const MOST_ATTEMPTS = 128;
const FEWEST_ATTEMPTS = 16;
const LAST_ATTEMPTS = MOST_ATTEMPTS / 4;

/** The tuple that a translation gives a connection (linux net/netfilter/nf_nat_core.c: get_unique_tuple). */
export function uniqueTuple(wish: TupleWish): Tuple {
  const { tuple: original, side, range, mappings, isTaken } = wish;
  const draws = range.random.length > 0;
  if (side === "source" && !draws) {
    const kept = isInRange(original, side, range)
      ? original
      : mappings.find((mapped) => isInRange(mapped, side, range));
    if (kept !== undefined && !isTaken(kept, false)) return kept;
  }
  const tuple = withAddress(original, side, range);
  if (!draws && range.basePort === null) {
    const isOnly = range.ports !== null && range.ports[0] === range.ports[1];
    const fits = isInRange(tuple, side, { ...range, addresses: null });
    if (fits && (isOnly || !isTaken(tuple, false))) return tuple;
  }
  // A destination's port is the service's: it is never changed unless asked for. ICMP's identifier is nobody's.
  if (range.ports === null && side === "destination" && tuple.icmp === null) return tuple;
  return freeTuple(tuple, wish);
}

// linux nf_nat_core.c: nf_nat_l4proto_unique_tuple
function freeTuple(tuple: Tuple, { side, range, random, isTaken }: TupleWish): Tuple {
  const port = keyOf(tuple, side);
  const [first, last] = range.ports ?? (tuple.icmp === null ? usualPorts(port) : [0, 65_535]);
  const size = last - first + 1;
  const draws = range.random.length > 0 || side === "source";
  let offset = draws ? random.integer(0x10000) : 0;
  if (range.basePort !== null) offset = (port - range.basePort) & 0xffff;
  let attempts = Math.min(size, MOST_ATTEMPTS);
  for (;;) {
    let candidate = tuple;
    for (let i = 0; i < attempts; i++, offset = (offset + 1) & 0xffff) {
      candidate = withKey(tuple, side, first + (offset % size));
      if (!isTaken(candidate, attempts - i <= LAST_ATTEMPTS)) return candidate;
    }
    // Every place is taken; the first packet will be dropped where the connection is confirmed.
    if (attempts >= size || attempts < FEWEST_ATTEMPTS) return candidate;
    attempts = Math.floor(attempts / 2);
    offset = random.integer(0x10000);
  }
}

function isInRange(tuple: Tuple, side: Side, { addresses, ports }: TranslationRange): boolean {
  const key = keyOf(tuple, side);
  if (ports !== null && (key < ports[0] || key > ports[1])) return false;
  return addresses === null || isBetween(tuple[side], addresses);
}

function isBetween(text: string, [first, last]: readonly [Address, Address]): boolean {
  if (first === last) return text === first;
  const address = parseAddress(text);
  return address !== null && bitsOf(address) >= bitsOf(first) && bitsOf(address) <= bitsOf(last);
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
  const [low, high] = [bitsOf(first), bitsOf(last)];
  if (low >= high) return { ...tuple, [side]: first };
  const spread = hash(persistent ? tuple.source : `${tuple.source} ${tuple.destination}`);
  const chosen: Address = addressOf(low + (BigInt(spread) % (high - low + 1n)), familyOf(first));
  return { ...tuple, [side]: chosen };
}

// The port at one end, or ICMP's identifier, which both ends share.
function keyOf(tuple: Tuple, side: Side): number {
  if (tuple.icmp !== null) return tuple.icmp.identifier;
  return side === "source" ? tuple.sourcePort : tuple.destinationPort;
}

function withKey(tuple: Tuple, side: Side, key: number): Tuple {
  if (tuple.icmp !== null) return { ...tuple, icmp: { ...tuple.icmp, identifier: key } };
  return side === "source" ? { ...tuple, sourcePort: key } : { ...tuple, destinationPort: key };
}
