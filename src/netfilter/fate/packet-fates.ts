import type { FateHost } from "./fate-host.js";
import type { FirstPacket } from "./first-packet.js";
import { packetFate } from "./packet-fate.js";
import type { PacketFate } from "./packet-fate.js";

/** One of the ways in which chance may fall at a moment: which, and of how many. */
interface Choice {
  readonly taken: number;
  readonly of: number;
}

// Rules may ask chance so often that the ways outnumber everything.
const MOST_WAYS = 100_000;

/**
 * Every fate that chance can give the first packet of a connection on a host: where a Service has three endpoints, there
 * are three. Nothing is remembered from one fate to the next.
 */
export function packetFates(host: FateHost, first: FirstPacket): readonly PacketFate[] {
  const found = new Map<string, PacketFate>();
  const open: (readonly Choice[])[] = [[]];
  for (let ways = 0; ways < MOST_WAYS; ways++) {
    const decided = open.pop();
    if (decided === undefined) break;
    const made: Choice[] = [];
    const choose = (of: number): number => {
      const taken = decided[made.length]?.taken ?? 0;
      made.push({ taken, of });
      return taken;
    };
    const fate = packetFate(host, first, choose);
    const key = JSON.stringify({ ...fate, visited: 0 });
    if (!found.has(key)) found.set(key, fate);
    for (let at = made.length - 1; at >= decided.length; at--) {
      const { of = 1 } = made[at] ?? {};
      for (let taken = of - 1; taken > 0; taken--) open.push([...made.slice(0, at), { taken, of }]);
    }
  }
  return [...found.values()];
}
