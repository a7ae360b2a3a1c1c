import { required } from "../../base/assert.js";
import type { ConnectionId } from "../../trace/id.js";
import type { Side } from "../conntrack/connection.js";
import { findConnection, updateConnection } from "../conntrack/look-up.js";
import { inverseOf, isSameTuple } from "../conntrack/tuple.js";
import type { Tuple } from "../../trace/event/netfilter-event.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { TranslationRange } from "../target/translation.js";
import { uniqueTuple } from "./unique-tuple.js";

/** The translation that leaves the packet as it is, unless its port is taken. */
export const NO_TRANSLATION: TranslationRange = {
  addresses: null,
  ports: null,
  random: null,
  persistent: false,
};

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
    isTaken: (tuple) => isTaken(entry.protocol, tuple, host),
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

// Whether a packet that answers to this tuple would be taken for another connection's.
function isTaken(protocol: string, tuple: Tuple, host: NetfilterHost): boolean {
  return findConnection({ protocol, tuple: inverseOf(tuple) }, host) !== null;
}
