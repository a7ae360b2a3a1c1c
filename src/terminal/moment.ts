import type { NamespaceHeader, RuleSetHeader, TraceHeader } from "../trace/header.js";
import type { HostTables } from "../trace/host-tables.js";
import type { TraceState } from "../trace/state.js";
import type { Family } from "../base/address.js";
import type { Counters } from "./iptables/counters.js";
import type { RanCommand } from "./ran.js";

/** A host at one moment of a trace: all that a command may ask. */
export interface HostMoment {
  readonly header: TraceHeader;
  readonly state: TraceState;
  readonly host: NamespaceHeader;
  /** What the rules have counted so far. */
  readonly counters: Counters;
  /** The commands of the play that have ended, on all hosts. */
  readonly ran: readonly RanCommand[];
}

/** The host's tables at the moment. */
export function tablesOf({ state, host }: HostMoment): HostTables {
  return state.tables[host.id] ?? host.tables;
}

/** The host's rules of one family at the moment; null where it has none. */
export function rulesOf({ state, host }: HostMoment, family: Family): RuleSetHeader | null {
  return state.ruleSets.find((set) => set.namespace === host.id && set.family === family) ?? null;
}

/** Whether the trace lists all that the host has in iptables and nft. */
export function hasAllRules({ state, host }: HostMoment): boolean {
  return [...state.ruleSets, ...state.nftables]
    .filter(({ namespace }) => namespace === host.id)
    .every(
      ({ uncompiled, tables }) =>
        uncompiled !== true && tables.every(({ unlisted }) => unlisted === undefined),
    );
}
