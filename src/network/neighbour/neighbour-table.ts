import type { Address } from "../../base/address.js";
import type { MacAddress } from "../../packet/frame.js";
import type { NeighbourEntry } from "../../trace/host-tables.js";

/** How long an entry counts as REACHABLE after its last confirmation (`base_reachable_time`), in microseconds. */
export const REACHABLE_TIME = 30_000_000;
/** How long a used STALE entry waits for a sign of life before the host asks again (`delay_first_probe_time`). */
export const DELAY_TIME = 5_000_000;
/** Between two questions (`retrans_time`), in microseconds. */
export const RETRANS_TIME = 1_000_000;
/** How often a host asks before it gives up (`mcast_solicit`, `ucast_solicit`). */
export const SOLICITATIONS = 3;

// linux net/ipv4/arp.c: gc_thresh3. Beyond it the kernel makes no more entries.
const MOST_ENTRIES = 1024;

/** A neighbour entry at work. */
export interface Neighbour {
  readonly address: Address;
  readonly device: string;
  mac: MacAddress | null;
  state: NeighbourEntry["state"];
  /** When it was confirmed, or came into its state. */
  since: number;
  /** Whether the kernel keeps a frame's header for it ready, since one was sent there. */
  hasHeader: boolean;
}

/** What a host asks its link: who has this address? */
export interface NeighbourQuestion {
  readonly address: Address;
  readonly device: string;
}

/** The neighbour entries of one host, ARP's and ND's. */
export interface NeighbourTable {
  get(question: NeighbourQuestion): Neighbour | null;
  /** Sets an entry, a new one or one that is there; null where the table is full. */
  set(question: NeighbourQuestion, fields: NeighbourFields): Neighbour | null;
  /** Forgets what was not set by hand (`ip neigh flush`), and returns it. */
  flush(device: string | null): readonly Neighbour[];
  /** Forgets everything about a device, as when it goes down, and returns it. */
  drop(device: string): readonly Neighbour[];
  all(): readonly Neighbour[];
}

/** What an entry is given. */
export type NeighbourFields = Pick<Neighbour, "mac" | "state" | "since">;

/** A table with these entries. */
export function createNeighbourTable(
  known: readonly (NeighbourQuestion & NeighbourFields)[] = [],
): NeighbourTable {
  const entries = new Map<string, Neighbour>();
  const set: NeighbourTable["set"] = (question, fields) => {
    const { address, device } = question;
    const there = entries.get(keyOf(question));
    if (there !== undefined) return Object.assign(there, fields);
    if (entries.size >= MOST_ENTRIES && !makeRoom(entries)) return null;
    const entry: Neighbour = { address, device, hasHeader: false, ...fields };
    entries.set(keyOf(question), entry);
    return entry;
  };
  for (const { mac, state, since, ...question } of known) set(question, { mac, state, since });
  const remove = (gone: readonly Neighbour[]): readonly Neighbour[] => {
    for (const entry of gone) entries.delete(keyOf(entry));
    return gone;
  };
  return {
    get: (question) => entries.get(keyOf(question)) ?? null,
    set,
    flush: (device) =>
      remove(
        [...entries.values()].filter(
          (entry) => entry.state !== "PERMANENT" && (device === null || entry.device === device),
        ),
      ),
    drop: (device) => remove([...entries.values()].filter((entry) => entry.device === device)),
    all: () => [...entries.values()],
  };
}

/** The entry as `ip neigh` lists it at a moment: nothing confirms it again while nobody uses it. */
export function neighbourEntry(entry: Neighbour, now: number): NeighbourEntry {
  const { address, device, mac } = entry;
  const isOld = entry.state === "REACHABLE" && now - entry.since > REACHABLE_TIME;
  return { address, device, mac, state: isOld ? "STALE" : entry.state };
}

function keyOf({ address, device }: NeighbourQuestion): string {
  return `${device} ${address}`;
}

// linux net/core/neighbour.c: neigh_forced_gc takes the oldest that nothing needs.
function makeRoom(entries: Map<string, Neighbour>): boolean {
  for (const [key, { state }] of entries) {
    if (state === "PERMANENT" || state === "INCOMPLETE") continue;
    entries.delete(key);
    return true;
  }
  return false;
}
