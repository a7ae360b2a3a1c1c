import { formatEndpoint } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { hasPorts } from "../../../packet/ports.js";
import { foldedAddress } from "./folded-address.js";
import type { Destination, Scheduler } from "./scheduler.js";
import { nobody } from "./scheduler.js";
import { hsiphash } from "./sip-hash.js";
import { greatestCommonDivisor } from "./weighted-round-robin.js";

// linux ip_vs_mh.c: primes[CONFIG_IP_VS_MH_TAB_INDEX - 8], where 12 is usual.
const TABLE = 4093;
// CONFIG_IP_VS_MH_TAB_INDEX / 2
const TABLE_BITS = 6;
// generate_hash_secret
const FIRST_KEY = [2_654_435_761n, 2_654_435_761n] as const;
const SECOND_KEY = [2_654_446_892n, 2_654_446_892n] as const;

/** `mh`: by the client's address, and its port if told so, in Maglev's table, which changes little when real servers come and go (linux ip_vs_mh.c). */
export const maglev: Scheduler = {
  choose({ destinations, flags, packet, memory }) {
    const usesPort = flags.includes("flag-2") && hasPorts(packet.transport);
    const port = usesPort && hasPorts(packet.transport) ? packet.transport.sourcePort : 0;
    const table = tableOf(destinations);
    const first = keyOf(packet.source, port, 0);
    const places = [first];
    if (flags.includes("flag-1") && (table[first]?.weight ?? 0) <= 0)
      for (let offset = 0; offset < TABLE; offset++)
        places.push(keyOf(packet.source, port, (offset + first) % TABLE));
    const place = places.find((each) => (table[each]?.weight ?? 0) > 0);
    if (place === undefined) return nobody(memory);
    const of = usesPort ? formatEndpoint(packet.source, port) : packet.source;
    return {
      chosen: table[place] ?? null,
      choice: { kind: "hash", scheduler: "mh", of, place, size: TABLE },
      memory,
    };
  },
};

function keyOf(address: Address, port: number, offset: number): number {
  return hashOf(address, port, { key: FIRST_KEY, offset }) % TABLE;
}

function hashOf(
  address: Address,
  port: number,
  { key, offset = 0 }: { readonly key: readonly [bigint, bigint]; readonly offset?: number },
): number {
  return hsiphash((offset + port + foldedAddress(address)) >>> 0, key);
}

// ip_vs_mh.c: ip_vs_mh_permutate, ip_vs_mh_populate. In turn each takes the next free place of its own order.
function tableOf(destinations: readonly Destination[]): readonly (Destination | null)[] {
  const table: (Destination | null)[] = Array.from({ length: TABLE }, () => null);
  const takers = takersOf(destinations);
  let taken = 0;
  while (takers.length > 0 && taken < TABLE) {
    for (const taker of takers) {
      for (let turn = 0; turn < taker.turns && taken < TABLE; turn++, taken++) {
        while (table[taker.next] !== null) taker.next = (taker.next + taker.skip) % TABLE;
        table[taker.next] = taker.destination;
      }
    }
  }
  return table;
}

interface Taker {
  readonly destination: Destination;
  readonly skip: number;
  readonly turns: number;
  next: number;
}

function takersOf(destinations: readonly Destination[]): readonly Taker[] {
  const weights = destinations.map(({ lastWeight }) => lastWeight).filter((weight) => weight > 0);
  const common = weights.reduce(greatestCommonDivisor, 0);
  if (common === 0) return [];
  const highest = Math.floor(Math.max(...weights) / common);
  const shift = Math.max(0, 32 - Math.clz32(highest) - TABLE_BITS);
  return destinations
    .filter(({ lastWeight }) => lastWeight > 0)
    .map((destination) => {
      const { address, port, lastWeight } = destination;
      return {
        destination,
        next: hashOf(address, port, { key: FIRST_KEY }) % TABLE,
        skip: (hashOf(address, port, { key: SECOND_KEY }) % (TABLE - 1)) + 1,
        turns: Math.max(1, Math.floor(lastWeight / common) >> shift),
      };
    });
}
