/** What rules have put into sets: until when each key stays, in virtual microseconds, by the set's key. */
export type SetMemory = Map<string, Map<string, number>>;

/** Nothing put in. */
export function createSetMemory(): SetMemory {
  return new Map();
}

/** A key in a set. */
export interface RememberedKey {
  /** `ip kube-proxy affinity-…`: the set with its table. */
  readonly set: string;
  readonly key: string;
}

/** Whether a rule has put a key into a set, and the key is still there. */
export function isRemembered(memory: SetMemory, { set, key }: RememberedKey, now: number): boolean {
  const keys = memory.get(set);
  const until = keys?.get(key);
  if (until === undefined) return false;
  if (until > now) return true;
  // The kernel's own collector would come by later; nobody could tell.
  keys?.delete(key);
  return false;
}

/** Puts a key into a set until a time. */
export function rememberKey(memory: SetMemory, { set, key }: RememberedKey, until: number): void {
  const keys = memory.get(set) ?? new Map<string, number>();
  memory.set(set, keys);
  keys.set(key, until);
}

/** Takes a key out of a set. */
export function forgetKey(memory: SetMemory, { set, key }: RememberedKey): void {
  memory.get(set)?.delete(key);
}

/** Forgets all sets but these. */
export function keepSets(memory: SetMemory, sets: ReadonlySet<string>): void {
  for (const name of memory.keys()) if (!sets.has(name)) memory.delete(name);
}
