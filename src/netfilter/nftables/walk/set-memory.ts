import type { NftTable, Nftables } from "../model/nftables.js";
import { tableKey } from "../model/nftables.js";

/** What rules have put into sets: until when each key stays, in virtual microseconds, by table and set. */
export type SetMemory = Map<string, Map<string, number>>;

/** Nothing put in. */
export function createSetMemory(): SetMemory {
  return new Map();
}

/** Whether a rule has put a key into a set, and the key is still there. */
export function isRemembered(
  memory: SetMemory,
  { table, set, key }: RememberedKey,
  now: number,
): boolean {
  const keys = memory.get(nameOf(table, set));
  const until = keys?.get(key);
  if (until === undefined) return false;
  if (until > now) return true;
  // The kernel's own collector would come by later; nobody could tell.
  keys?.delete(key);
  return false;
}

/** Puts a key into a set until a time. */
export function rememberKey(
  memory: SetMemory,
  { table, set, key }: RememberedKey,
  until: number,
): void {
  const name = nameOf(table, set);
  const keys = memory.get(name) ?? new Map<string, number>();
  memory.set(name, keys);
  keys.set(key, until);
}

/** Takes a key out of a set. */
export function forgetKey(memory: SetMemory, { table, set, key }: RememberedKey): void {
  memory.get(nameOf(table, set))?.delete(key);
}

/** How many keys rules have put into a set, whether they have expired or not. */
export function countKeys(memory: SetMemory, table: NftTable, set: string): number {
  return memory.get(nameOf(table, set))?.size ?? 0;
}

/** Forgets the sets that are gone. */
export function keepSetsOf(memory: SetMemory, { tables }: Nftables): void {
  const names = new Set(
    tables.flatMap((table) => table.sets.map(({ name }) => nameOf(table, name))),
  );
  for (const name of memory.keys()) if (!names.has(name)) memory.delete(name);
}

/** A key in a set of a table. */
export interface RememberedKey {
  readonly table: NftTable;
  readonly set: string;
  readonly key: string;
}

function nameOf(table: NftTable, set: string): string {
  return `${tableKey(table)} ${set}`;
}
