import { hasPorts } from "../../../packet/ports.js";
import { formatEndpoint } from "../../../base/address.js";
import { foldedAddress } from "./folded-address.js";
import type { Destination, Scheduled, Scheduler, ScheduleQuestion } from "./scheduler.js";
import { nobody } from "./scheduler.js";

const TABLE = 256;
const TABLE_BITS = 8;
// linux include/linux/hash.h: GOLDEN_RATIO_32
const GOLDEN_RATIO = 0x61c88647;

/** `sh`: by the client's address, with as many places in the table as a real server has weight (linux ip_vs_sh.c). */
export const sourceHash: Scheduler = {
  choose(question) {
    const { packet, flags } = question;
    const usesPort = flags.includes("flag-2") && hasPorts(packet.transport);
    const port = usesPort && hasPorts(packet.transport) ? packet.transport.sourcePort : 0;
    const place = hash32(port + foldedAddress(packet.source));
    const of = usesPort ? formatEndpoint(packet.source, port) : packet.source;
    const table = filled(question.destinations, ({ weight }) => weight);
    return take(question, { scheduler: "sh", of, table, place });
  },
};

/** `dh`: by the address that the packet is for; weights do not count (linux ip_vs_dh.c). */
export const destinationHash: Scheduler = {
  choose(question) {
    const { destination } = question.packet;
    const table = filled(question.destinations, () => 1);
    const place = hash32(foldedAddress(destination));
    return take({ ...question, flags: [] }, { scheduler: "dh", of: destination, table, place });
  },
};

interface Taken {
  readonly scheduler: "sh" | "dh";
  readonly of: string;
  readonly table: readonly Destination[];
  readonly place: number;
}

// With sh-fallback the next places are tried where the first has nobody (ip_vs_sh.c: ip_vs_sh_get_fallback): the hash
// is moved by the number of the place that it gave.
function take(
  { flags, memory }: ScheduleQuestion,
  { scheduler, of, table, place }: Taken,
): Scheduled {
  const places = [place];
  if (flags.includes("flag-1"))
    for (let offset = 0; offset < TABLE; offset++) places.push((place + place + offset) % TABLE);
  const found = places.find((each) => (table[each]?.weight ?? 0) > 0);
  if (found === undefined) return nobody(memory);
  const chosen = table[found] ?? null;
  return { chosen, choice: { kind: "hash", scheduler, of, place: found, size: TABLE }, memory };
}

// ip_vs_sh.c: ip_vs_sh_reassign. One without weight has a place, too.
function filled(
  destinations: readonly Destination[],
  placesOf: (destination: Destination) => number,
): readonly Destination[] {
  const table: Destination[] = [];
  while (destinations.length > 0 && table.length < TABLE)
    for (const destination of destinations)
      for (let count = Math.max(1, placesOf(destination)); count > 0; count--) {
        if (table.length === TABLE) return table;
        table.push(destination);
      }
  return table;
}

// linux include/linux/hash.h: hash_32
function hash32(value: number): number {
  return Math.imul(value, GOLDEN_RATIO) >>> (32 - TABLE_BITS);
}
