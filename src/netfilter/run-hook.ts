import { tableNamed, tracksConnections } from "./chain-index.js";
import { confirmConnection, releaseConnection } from "./conntrack/confirm.js";
import { lookUpConnection } from "./conntrack/look-up.js";
import { stationsOf } from "./hook.js";
import type { Hook, Station } from "./hook.js";
import { passNat } from "./nat/pass-nat.js";
import { accepted, stopped } from "./netfilter-host.js";
import type { HookResult, NetfilterHost } from "./netfilter-host.js";
import { rerouted } from "./reroute.js";
import type { RuleSet, TableName } from "./rule-set.js";
import type { SocketBuffer } from "./socket-buffer.js";
import { devicesAt, walkAt } from "./walk/walk-at.js";

export type { HookResult, NetfilterHost } from "./netfilter-host.js";

/**
 * A packet at one of the five hooks: past every table and conntrack's own work, in the order of `stationsOf`, until
 * something stops it. A host without tables has nothing registered there, and tracks nothing.
 */
export function runHook(hook: Hook, buffer: SocketBuffer, host: NetfilterHost): HookResult {
  const { emit } = host;
  const ruleSet = host.ruleSets[buffer.packet.family];
  emit({ kind: "hook-entered", hook, ...devicesAt(hook, buffer) });
  const stations = ruleSet.tables.length === 0 ? [] : stationsOf(hook, host.backend);
  let result = accepted(buffer);
  for (const station of stations) {
    result = pass(station, { hook, ruleSet }, result.buffer, host);
    if (result.verdict !== "accept") break;
  }
  if (result.verdict !== "accept") releaseConnection(result.buffer, host);
  emit({ kind: "hook-left", hook, verdict: result.verdict });
  return result;
}

function pass(
  station: Station,
  { hook, ruleSet }: { readonly hook: Hook; readonly ruleSet: RuleSet },
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  switch (station) {
    case "conntrack": {
      if (!tracksConnections(ruleSet)) return accepted(buffer);
      const attached = lookUpConnection(buffer, host);
      return attached === null ? stopped(buffer, "table-full") : accepted(attached);
    }
    case "confirm": {
      const confirmed = confirmConnection(buffer, host);
      return confirmed === null ? stopped(buffer, "clash") : accepted(confirmed);
    }
    case "raw":
    case "mangle":
    case "nat":
    case "filter":
    case "security":
      return passTable(station, { hook, ruleSet }, buffer, host);
  }
}

function passTable(
  name: TableName,
  { hook, ruleSet }: { readonly hook: Hook; readonly ruleSet: RuleSet },
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  const table = tableNamed(ruleSet, name);
  if (table === null) {
    host.emit({ kind: "table-skipped", hook, table: name, reason: "absent" });
    return accepted(buffer);
  }
  const walked =
    name === "nat"
      ? passNat(hook, table, buffer, host)
      : walkAt({ hook, table, buffer, translate: null }, host);
  return hook === "OUTPUT" ? rerouted(name, buffer, walked, host) : walked;
}
