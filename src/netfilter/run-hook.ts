import { tableNamed } from "./chain-index.js";
import { confirmConnection, releaseConnection } from "./conntrack/confirm.js";
import { lookUpConnection } from "./conntrack/look-up.js";
import { hookStations } from "./hook-stations.js";
import type { HookStation } from "./hook-stations.js";
import type { Hook } from "./hook.js";
import { balances, passIpvs } from "./ipvs/pass-ipvs.js";
import { passNat } from "./nat/pass-nat.js";
import { accepted, stopped } from "./netfilter-host.js";
import type { HookResult, NetfilterHost } from "./netfilter-host.js";
import type { BaseChain } from "./nftables/walk/base-chains.js";
import { walkBaseChain } from "./nftables/walk/walk-at.js";
import { rerouted } from "./reroute.js";
import type { RuleSet, TableName } from "./rule-set.js";
import type { SocketBuffer } from "./socket-buffer.js";
import { walkAt } from "./walk/walk-at.js";
import { devicesAt } from "./walk/walk-context.js";

export type { HookResult, NetfilterHost } from "./netfilter-host.js";

/**
 * A packet at one of the five hooks: past every table and conntrack's own work, in the order of `hookStations`, until
 * something stops it. A host without tables tracks nothing, and without virtual servers it has no IPVS there.
 */
export function runHook(hook: Hook, buffer: SocketBuffer, host: NetfilterHost): HookResult {
  const { emit, nftables, backend } = host;
  const { family } = buffer.packet;
  const ruleSet = host.ruleSets[family];
  emit({ kind: "hook-entered", hook, ...devicesAt(hook, buffer) });
  let result = accepted(buffer);
  const isBalancing = balances(host, family);
  for (const station of hookStations(hook, { family, ruleSet, nftables, backend, isBalancing })) {
    result = pass(station, { hook, ruleSet }, result.buffer, host);
    if (result.verdict !== "accept") break;
  }
  if (result.verdict !== "accept" && result.verdict !== "stolen")
    releaseConnection(result.buffer, host);
  emit({ kind: "hook-left", hook, verdict: result.verdict });
  return result;
}

/** Where a packet is. */
interface Place {
  readonly hook: Hook;
  readonly ruleSet: RuleSet;
}

function pass(
  station: HookStation,
  { hook, ruleSet }: Place,
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  switch (station.kind) {
    case "conntrack": {
      const attached = lookUpConnection(buffer, host);
      return attached === null ? stopped(buffer, "table-full") : accepted(attached);
    }
    case "confirm": {
      const confirmed = confirmConnection(buffer, host);
      return confirmed === null ? stopped(buffer, "clash") : accepted(confirmed);
    }
    case "ipvs":
      return passIpvs(hook, buffer, host);
    case "table":
      return passTable(station.table, { hook, ruleSet }, buffer, host);
    case "chain":
      return passChain(station.chain, hook, buffer, host);
    case "nat": {
      const table = tableNamed(ruleSet, "nat");
      const walked = passNat(hook, { chains: station.chains, table }, buffer, host);
      return hook === "OUTPUT" ? rerouted("nat", buffer, walked, host) : walked;
    }
  }
}

function passTable(
  name: TableName,
  { hook, ruleSet }: Place,
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  const table = tableNamed(ruleSet, name);
  if (table === null) {
    host.emit({ kind: "table-skipped", hook, table: name, reason: "absent" });
    return accepted(buffer);
  }
  const walked = walkAt({ hook, table, buffer, translate: null }, host);
  return hook === "OUTPUT" ? rerouted(name, buffer, walked, host) : walked;
}

function passChain(
  chain: BaseChain,
  hook: Hook,
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  const walked = walkBaseChain(hook, chain, buffer, host, null);
  // Only chains of type route look for a new one (linux net/netfilter/nft_chain_route.c), as the table mangle does.
  return hook === "OUTPUT" && chain.base.type === "route"
    ? rerouted("mangle", buffer, walked, host)
    : walked;
}
