import type { Address } from "../../base/address.js";
import type { MacAddress } from "../../packet/frame.js";
import type { ForwardingEntry } from "../../trace/host-tables.js";
import type { Device } from "../device.js";
import type { StaticForwarding } from "../namespace.js";

/** How long a bridge remembers what it learned (`ageing_time`), in microseconds; a VXLAN device as long. */
export const AGEING_TIME = 300_000_000;

// A bridge of the kernel has no limit by itself; ours keeps the work bounded.
const MOST_ENTRIES = 4096;

/** The forwarding entries of one host: of its bridges and of its VXLAN devices. */
export interface ForwardingTable {
  /** The port behind which a bridge knows a hardware address; null where it does not. */
  portOf(bridge: string, mac: MacAddress, now: number): string | null;
  /** The tunnel ends behind which a VXLAN device knows it; the all-zero address stands for whatever is not known. */
  endsOf(device: string, mac: MacAddress, now: number): readonly TunnelEnd[];
  /** Notes where a frame came from; the entry where that is news, null where it was known. */
  learn(place: Learned, now: number): ForwardingEntry | null;
  /** Forgets what was learned behind a port that went down or left. */
  forget(device: string): readonly ForwardingEntry[];
  /** What `bridge fdb` lists, without the host's own addresses. */
  all(now: number): readonly ForwardingEntry[];
}

/** The other end of a tunnel, and the device by which alone it is reached, where one is said. */
export interface TunnelEnd {
  readonly address: Address;
  readonly via: string | null;
}

/** A hardware address and what it is behind: a bridge's port, or a tunnel end of a VXLAN device. */
export interface Learned {
  readonly mac: MacAddress;
  readonly device: string;
  readonly master: string | null;
  readonly destination: Address | null;
}

interface Entry extends Learned {
  readonly permanent: boolean;
  readonly via: string | null;
  seenAt: number;
}

/** A table that knows what was set by hand. */
export function createForwardingTable(
  fixed: readonly StaticForwarding[],
  devices: readonly Device[],
): ForwardingTable {
  const entries = new Map<string, Entry[]>();
  for (const { mac, device, destination, via = null } of fixed) {
    const master = masterOf(devices, device, destination);
    const entry = { mac: macOf(mac), device, master, destination, permanent: true, via, seenAt: 0 };
    const key = keyOf(master ?? device, entry.mac);
    entries.set(key, [...(entries.get(key) ?? []), entry]);
  }
  const find = (owner: string, mac: MacAddress, now: number): readonly Entry[] =>
    (entries.get(keyOf(owner, mac)) ?? []).filter((entry) => isFresh(entry, now));
  return {
    portOf: (bridge, mac, now) => find(bridge, mac, now)[0]?.device ?? null,
    endsOf: (device, mac, now) =>
      find(device, mac, now).flatMap(({ destination, via }) =>
        destination === null ? [] : [{ address: destination, via }],
      ),
    learn: (place, now) => {
      const key = keyOf(place.master ?? place.device, place.mac);
      const [known] = find(place.master ?? place.device, place.mac, now);
      if (known !== undefined && isSame(known, place)) {
        known.seenAt = now;
        return null;
      }
      entries.delete(key);
      if (entries.size >= MOST_ENTRIES) dropOldest(entries);
      // linux drivers/net/vxlan/vxlan_core.c: vxlan_snoop. What is learned of an end says nothing of the device below.
      const permanent = known?.permanent ?? false;
      const learned = { ...place, permanent, via: null, seenAt: now };
      entries.set(key, [learned]);
      return entryOf(learned);
    },
    forget: (device) => {
      const gone = [...entries].filter(
        ([, [entry]]) => entry?.device === device && !entry.permanent && entry.master !== null,
      );
      for (const [key] of gone) entries.delete(key);
      return gone.flatMap(([, all]) => all.map(entryOf));
    },
    all: (now) =>
      [...entries.values()].flatMap((all) =>
        all.filter((entry) => isFresh(entry, now)).map(entryOf),
      ),
  };
}

// `bridge fdb add … dst` is of the VXLAN device itself, any other entry of the bridge that the device is a port of.
function masterOf(
  devices: readonly Device[],
  name: string,
  destination: Address | null,
): string | null {
  if (destination !== null) return null;
  return devices.find((device) => device.name === name)?.master ?? null;
}

function isFresh({ permanent, seenAt }: Entry, now: number): boolean {
  return permanent || now - seenAt < AGEING_TIME;
}

function isSame(entry: Entry, place: Learned): boolean {
  return entry.device === place.device && entry.destination === place.destination;
}

function dropOldest(entries: Map<string, Entry[]>): void {
  for (const [key, [entry]] of entries) {
    if (entry?.permanent === true) continue;
    entries.delete(key);
    return;
  }
}

function entryOf({ mac, device, master, destination, permanent }: Entry): ForwardingEntry {
  return { mac, device, master, destination, permanent };
}

function keyOf(owner: string, mac: MacAddress): string {
  return `${owner} ${mac}`;
}

function macOf(text: string): MacAddress {
  return text.toLowerCase() as MacAddress;
}
