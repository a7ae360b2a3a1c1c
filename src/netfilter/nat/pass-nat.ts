import { formatEndpoint, parseAddress } from "../../base/address.js";
import type { ConnectionId } from "../../trace/id.js";
import type { RuleVerdict, Tuple } from "../../trace/event/netfilter-event.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { Connection, Side } from "../conntrack/connection.js";
import type { NatChain } from "../hook-stations.js";
import type { Hook } from "../hook.js";
import { accepted, stopped } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
import { tableKey } from "../nftables/model/nftables.js";
import { walkBaseChain } from "../nftables/walk/walk-at.js";
import type { Table } from "../rule-set.js";
import type { SocketBuffer } from "../socket-buffer.js";
import { walkAt } from "../walk/walk-at.js";
import type { TranslationRange } from "../target/translation.js";
import { NO_TRANSLATION } from "../target/translation.js";
import { settleTranslation } from "./settle.js";
import { translated, translatedError } from "./rewrite.js";

/** Which end of a packet is translated at a hook (linux net/netfilter/nf_nat_core.c: HOOK2MANIP). */
const SIDES: Readonly<Record<Hook, Side>> = {
  PREROUTING: "destination",
  OUTPUT: "destination",
  INPUT: "source",
  FORWARD: "source",
  POSTROUTING: "source",
};

/** The chains of type nat at a hook, and the table of iptables that one of them is of. */
export interface NatChains {
  readonly chains: readonly NatChain[];
  /** Null where iptables has no table nat. */
  readonly table: Table | null;
}

/**
 * A packet where connections are translated. The chains are asked, one after the other, only while nothing is settled for
 * the connection at this end; every other packet is translated without them (linux net/netfilter/nf_nat_core.c:
 * nf_nat_inet_fn).
 */
export function passNat(
  hook: Hook,
  nat: NatChains,
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  const side = SIDES[hook];
  const { connection: attached, packet } = buffer;
  const chains = nat.chains.filter((chain) => isThere(hook, chain, nat.table, host));
  if (chains.length === 0) return accepted(buffer);
  const skip = (reason: "binding" | "untracked" | "invalid"): void => {
    for (const chain of chains) host.emit({ kind: "table-skipped", hook, ...named(chain), reason });
  };
  const found = attached === null || attached.id === null ? null : host.conntrack.get(attached.id);
  if (attached === null || attached.direction === null || found === null) {
    skip(attached?.state === "UNTRACKED" ? "untracked" : "invalid");
    return accepted(buffer);
  }
  const isError = packet.transport.protocol === "icmp" && packet.transport.quoted !== null;
  if (isError && isRedirect(packet) && !mayRedirect(found))
    return stopped(buffer, "redirect-not-translated");
  const asks =
    !found.settled[side] &&
    (attached.state === "NEW" || (attached.state === "RELATED" && !isError));
  const walked = asks
    ? settle(hook, { chains, table: nat.table }, { buffer, id: found.id, side }, host)
    : accepted(buffer);
  if (!asks) skip("binding");
  if (walked.verdict !== "accept") return walked;

  const connection = host.conntrack.get(found.id) ?? found;
  const headers = isError
    ? translatedError(packet, connection, attached.direction, side)
    : translated(packet, connection, attached.direction, side);
  if (headers === packet) return walked;
  const translation = nameOf(side, attached.direction, asks);
  host.emit({ kind: "packet-translated", translation, hook, before: packet, headers });
  return accepted({ ...walked.buffer, packet: headers });
}

// Where iptables has a table but not this one, that is told.
function isThere(
  hook: Hook,
  chain: NatChain,
  table: Table | null,
  { emit }: NetfilterHost,
): boolean {
  if (chain.kind === "nft" || table !== null) return true;
  emit({ kind: "table-skipped", hook, table: "nat", reason: "absent" });
  return false;
}

function named(chain: NatChain): { readonly table: string; readonly chain?: string } {
  if (chain.kind === "iptables") return { table: "nat" };
  return { table: tableKey(chain.chain.table), chain: chain.chain.chain.name };
}

function isRedirect({ family, transport }: Packet): boolean {
  return family === "ipv4" && transport.protocol === "icmp" && transport.type === 5;
}

// linux nf_nat_proto.c: nf_nat_icmp_reply_translation lets redirects pass only where nothing is, or will be, translated.
function mayRedirect({ entry, settled }: Connection): boolean {
  return settled.source && settled.destination && entry.status.length === 0;
}

function settle(
  hook: Hook,
  { chains, table }: NatChains,
  { buffer, id, side }: { buffer: SocketBuffer; id: ConnectionId; side: Side },
  host: NetfilterHost,
): HookResult {
  const translate = (range: TranslationRange): RuleVerdict => {
    const chosen = settleTranslation(id, side, range, host);
    const to = endOf(chosen, side, buffer.packet);
    return side === "source" ? { kind: "snat", to } : { kind: "dnat", to };
  };
  const isSettled = (): boolean => {
    const connection: Connection | null = host.conntrack.get(id);
    return connection?.settled[side] !== false;
  };
  let walked = accepted(buffer);
  for (const chain of chains) {
    walked = walkNat(hook, { chain, table, buffer: walked.buffer, translate }, host);
    if (walked.verdict !== "accept" || isSettled()) break;
  }
  if (walked.verdict === "accept" && !isSettled())
    settleTranslation(id, side, NO_TRANSLATION, host);
  return walked;
}

/** A chain of type nat, and the packet that comes to it. */
interface NatStation {
  readonly chain: NatChain;
  readonly table: Table | null;
  readonly buffer: SocketBuffer;
  readonly translate: (range: TranslationRange) => RuleVerdict;
}

function walkNat(
  hook: Hook,
  { chain, table, buffer, translate }: NatStation,
  host: NetfilterHost,
): HookResult {
  if (chain.kind === "nft") return walkBaseChain(hook, chain.chain, buffer, host, translate);
  return table === null ? accepted(buffer) : walkAt({ hook, table, buffer, translate }, host);
}

function nameOf(
  side: Side,
  direction: "original" | "reply",
  isFirst: boolean,
): "dnat" | "snat" | "un-dnat" | "un-snat" | "dnat-again" | "snat-again" {
  if (direction === "reply") return side === "source" ? "un-dnat" : "un-snat";
  if (side === "source") return isFirst ? "snat" : "snat-again";
  return isFirst ? "dnat" : "dnat-again";
}

// `10.244.1.5:8080`, or the address alone where there are no ports.
function endOf(tuple: Tuple, side: Side, { transport }: Packet): string {
  const text = tuple[side];
  const address = parseAddress(text);
  if (address === null || !hasPorts(transport)) return text;
  const port = side === "source" ? tuple.sourcePort : tuple.destinationPort;
  return formatEndpoint(address, port);
}
