import type { PacketId } from "../trace/id.js";

/** Which packets are on their way inside others. */
export interface Carriage {
  /** A tunnel put a packet into an outer one. */
  put(outer: PacketId, inner: PacketId): void;
  /** A copy or a piece of a packet carries what that one does. */
  share(from: PacketId, to: PacketId): void;
  /** An outer packet has come to the end of its tunnel: what it carries, and whether another copy of it has brought that before. */
  take(outer: PacketId): { readonly inner: PacketId; readonly isFirst: boolean } | null;
  /** An outer packet has ended: what is lost with it, where no other one has it. */
  ended(outer: PacketId): PacketId | null;
}

interface Load {
  readonly inner: PacketId;
  carriers: number;
  taken: boolean;
}

/** Nothing is on its way. */
export function createCarriage(): Carriage {
  const loads = new Map<PacketId, Load>();
  return {
    put: (outer, inner) => {
      loads.set(outer, { inner, carriers: 1, taken: false });
    },
    share: (from, to) => {
      const load = loads.get(from);
      if (load === undefined) return;
      load.carriers++;
      loads.set(to, load);
    },
    take: (outer) => {
      const load = loads.get(outer);
      if (load === undefined) return null;
      const isFirst = !load.taken;
      load.taken = true;
      return { inner: load.inner, isFirst };
    },
    ended: (outer) => {
      const load = loads.get(outer);
      if (load === undefined) return null;
      load.carriers--;
      return load.carriers === 0 && !load.taken ? load.inner : null;
    },
  };
}
