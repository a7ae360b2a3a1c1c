import { formatEndpoint, parseAddress } from "../../base/address.js";
import type { ConnectionId } from "../../trace/id.js";
import type { RuleVerdict, Tuple } from "../../trace/event/netfilter-event.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { Connection, Side } from "../conntrack/connection.js";
import type { Hook } from "../hook.js";
import { accepted, stopped } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
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

/**
 * A packet at the table nat. Its chains are asked only while nothing is settled for the connection at this end; every
 * other packet is translated without them (linux net/netfilter/nf_nat_core.c: nf_nat_inet_fn).
 */
export function passNat(
  hook: Hook,
  table: Table,
  buffer: SocketBuffer,
  host: NetfilterHost,
): HookResult {
  const side = SIDES[hook];
  const { connection: attached, packet } = buffer;
  const skip = (reason: "binding" | "untracked" | "invalid"): void => {
    host.emit({ kind: "table-skipped", hook, table: "nat", reason });
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
    ? settle(hook, table, { buffer, id: found.id, side }, host)
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

function isRedirect({ family, transport }: Packet): boolean {
  return family === "ipv4" && transport.protocol === "icmp" && transport.type === 5;
}

// linux nf_nat_proto.c: nf_nat_icmp_reply_translation lets redirects pass only where nothing is, or will be, translated.
function mayRedirect({ entry, settled }: Connection): boolean {
  return settled.source && settled.destination && entry.status.length === 0;
}

function settle(
  hook: Hook,
  table: Table,
  { buffer, id, side }: { buffer: SocketBuffer; id: ConnectionId; side: Side },
  host: NetfilterHost,
): HookResult {
  const translate = (range: TranslationRange): RuleVerdict => {
    const chosen = settleTranslation(id, side, range, host);
    const to = endOf(chosen, side, buffer.packet);
    return side === "source" ? { kind: "snat", to } : { kind: "dnat", to };
  };
  const walked = walkAt({ hook, table, buffer, translate }, host);
  const connection: Connection | null = host.conntrack.get(id);
  if (walked.verdict === "accept" && connection?.settled[side] === false)
    settleTranslation(id, side, NO_TRANSLATION, host);
  return walked;
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
