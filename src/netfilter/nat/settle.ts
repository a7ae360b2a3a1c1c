import { required } from "../../base/assert.js";
import type { ConnectionId } from "../../trace/id.js";
import type { Connection, Side } from "../conntrack/connection.js";
import type { FoundConnection } from "../conntrack/conntrack.js";
import { findConnection, updateConnection } from "../conntrack/look-up.js";
import { removeConnection } from "../conntrack/remove.js";
import { isBefore } from "../conntrack/tcp-progress.js";
import { isOver } from "../conntrack/tcp-state.js";
import type { TcpState } from "../conntrack/tcp-state.js";
import { inverseOf, isSameTuple } from "../conntrack/tuple.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { TranslationRange } from "../target/translation.js";
import { uniqueTuple } from "./unique-tuple.js";

/**
 * Settles for one end of a connection what it is translated to, once and for all, and returns the tuple that the packets
 * of its first direction have from now on (linux net/netfilter/nf_nat_core.c: nf_nat_setup_info).
 */
export function settleTranslation(
  id: ConnectionId,
  side: Side,
  range: TranslationRange,
  host: NetfilterHost,
): Tuple {
  const { conntrack } = host;
  const connection = required(conntrack.get(id), "the connection of a packet");
  const { entry, settled } = connection;
  const current = inverseOf(entry.reply);
  const chosen = uniqueTuple({
    protocol: entry.protocol,
    tuple: current,
    side,
    range,
    random: host.random.fork(`port/${id}`),
    mappings: mappingsOf(connection, current, host),
    isTaken: (tuple, isLastAttempt) => isTaken(connection, tuple, isLastAttempt, host),
  });
  const status = new Set([...entry.status, ...(isSameTuple(current, chosen) ? [] : [BITS[side]])]);
  const after =
    status.size === entry.status.length
      ? entry
      : { ...entry, reply: inverseOf(chosen), status: STATUS.filter((bit) => status.has(bit)) };
  updateConnection(
    connection,
    { ...connection, entry: after, settled: { ...settled, [side]: true } },
    host,
  );
  return chosen;
}

const STATUS = ["SNAT", "DNAT"] as const;
const BITS = { source: "SNAT", destination: "DNAT" } as const;

// linux nf_nat_core.c: find_appropriate_src, so that an end looks the same to everybody it talks to.
function mappingsOf(
  { entry: { protocol } }: Connection,
  tuple: Tuple,
  { conntrack }: NetfilterHost,
): readonly Tuple[] {
  const { destination, destinationPort, icmp } = tuple;
  return conntrack.withSource({ protocol, tuple }).map(({ entry }) => {
    const mapped = inverseOf(entry.reply);
    const identifier = mapped.icmp?.identifier ?? 0;
    const exchange = icmp === null ? null : { ...icmp, identifier };
    return { ...mapped, destination, destinationPort, icmp: exchange };
  });
}

// Whether a packet that answers to this tuple would be taken for another connection's. Two packets of one exchange that
// went side by side do not count: they meet again when they are confirmed (nf_conntrack_tuple_taken).
function isTaken(
  own: Connection,
  tuple: Tuple,
  isLastAttempt: boolean,
  host: NetfilterHost,
): boolean {
  const { protocol, original } = own.entry;
  const found = findConnection({ protocol, tuple: inverseOf(tuple) }, host);
  if (found === null || isSameTuple(found.connection.entry.original, original)) return false;
  if (!isLastAttempt || !mayEvict(found, own)) return true;
  removeConnection(found.connection, "evicted", host);
  return false;
}

// linux nf_nat_core.c: nf_nat_used_tuple_harder
function mayEvict({ connection: old, direction }: FoundConnection, own: Connection): boolean {
  const [before, now] = [old.progress?.original.end, own.progress?.original.end];
  return (
    direction === "reply" &&
    own.entry.protocolState === "SYN_SENT" &&
    isOver((old.entry.protocolState ?? "NONE") as TcpState) &&
    old.entry.status.includes("SNAT") &&
    before !== undefined &&
    now !== undefined &&
    isBefore(before, now)
  );
}
