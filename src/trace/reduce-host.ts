import type { TraceEvent } from "./event/event.js";
import type { HostEvent } from "./event/host-event.js";
import type { HostTables } from "./host-tables.js";
import { nftablesReplaced } from "./nftables-update.js";
import type { TraceState } from "./state.js";

/** The state after a fact of a host: what it learned or forgot, and what was changed on it. */
export function reduceHost(state: TraceState, event: TraceEvent & HostEvent): TraceState {
  const { namespace } = event;
  if (namespace === null) return state;
  switch (event.kind) {
    case "command-run":
      return { ...state, command: { namespace, text: event.command } };
    case "rules-changed": {
      const { ruleSet } = event;
      const others = state.ruleSets.filter(
        (set) => set.namespace !== ruleSet.namespace || set.family !== ruleSet.family,
      );
      return { ...state, ruleSets: [...others, ruleSet] };
    }
    case "nftables-changed":
      return { ...state, nftables: nftablesReplaced(state.nftables, event.nftables) };
    case "tables-changed":
    case "neighbour-asked":
    case "neighbour-changed":
    case "neighbour-removed":
    case "forwarding-learned":
    case "forwarding-removed": {
      const tables = state.tables[namespace];
      if (tables === undefined) return state;
      const changed = tablesAfter(tables, event);
      return changed === tables
        ? state
        : { ...state, tables: { ...state.tables, [namespace]: changed } };
    }
  }
}

function tablesAfter(
  tables: HostTables,
  event: Exclude<
    HostEvent,
    { readonly kind: "command-run" | "rules-changed" | "nftables-changed" }
  >,
): HostTables {
  switch (event.kind) {
    case "tables-changed":
      return { ...tables, ...event.tables };
    case "neighbour-asked":
      return tables;
    case "neighbour-changed": {
      const { entry } = event;
      const isSame = { address: entry.address, device: entry.device };
      return { ...tables, neighbours: replaced(tables.neighbours, entry, isSame) };
    }
    case "neighbour-removed": {
      const { address, device } = event;
      return { ...tables, neighbours: without(tables.neighbours, { address, device }) };
    }
    case "forwarding-learned": {
      const { entry } = event;
      return { ...tables, forwardings: relearned(tables.forwardings, entry) };
    }
    case "forwarding-removed": {
      const { mac, device } = event;
      return { ...tables, forwardings: without(tables.forwardings, { mac, device }) };
    }
  }
}

// A bridge knows one port for a hardware address: what is learned at another port moves it there.
function relearned(
  entries: HostTables["forwardings"],
  entry: HostTables["forwardings"][number],
): HostTables["forwardings"] {
  const isMoved = (one: typeof entry): boolean =>
    one.mac === entry.mac &&
    !one.permanent &&
    one.device !== entry.device &&
    one.master !== null &&
    one.master === entry.master;
  const kept = entries.some(isMoved) ? entries.filter((one) => !isMoved(one)) : entries;
  return replaced(kept, entry, { mac: entry.mac, device: entry.device });
}

/** The list with the entry in the place of the one that the key names, or at its end. */
function replaced<Entry extends object>(
  entries: readonly Entry[],
  entry: Entry,
  key: Partial<Entry>,
): readonly Entry[] {
  const place = entries.findIndex((one) => isNamed(one, key));
  return place === -1 ? [...entries, entry] : entries.with(place, entry);
}

function without<Entry extends object>(
  entries: readonly Entry[],
  key: { readonly [Name in keyof Entry]?: unknown },
): readonly Entry[] {
  const kept = entries.filter((one) => !isNamed(one, key));
  return kept.length === entries.length ? entries : kept;
}

function isNamed<Entry extends object>(
  entry: Entry,
  key: { readonly [Name in keyof Entry]?: unknown },
): boolean {
  for (const name in key) if (entry[name] !== key[name]) return false;
  return true;
}
