import { removeConnection } from "../conntrack/remove.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { IpvsConnection } from "./connection.js";
import type { IpvsEvent } from "../../trace/event/ipvs-event.js";

type Reason = (IpvsEvent & { readonly kind: "ipvs-connection-expired" })["reason"];

// ip_vs_conn.c: ip_vs_conn_expire. What still controls others waits for another minute.
const LATER = 60_000_000;

/** Removes what nobody used in time, as its timers would have done one after the other (linux net/netfilter/ipvs/ip_vs_conn.c: ip_vs_conn_expire). */
export function expireConnections(host: NetfilterHost): void {
  const { ipvs, now } = host;
  for (;;) {
    const due = ipvs
      .connections()
      .filter(({ entry }) => entry.expiresAt <= now)
      .sort((a, b) => a.entry.expiresAt - b.entry.expiresAt)[0];
    if (due === undefined) return;
    if (ipvs.controlledBy(due.id) === 0) {
      removeIpvsConnection(due, "expired", host);
      continue;
    }
    const entry = { ...due.entry, expiresAt: due.entry.expiresAt + LATER };
    ipvs.put({ ...due, timeout: LATER, entry });
    host.emit({ kind: "ipvs-connection-updated", connection: due.id, entry });
  }
}

/** Removes a connection and says so; the entry of conntrack goes with it (ip_vs_nfct.c: ip_vs_conn_drop_conntrack). */
export function removeIpvsConnection(
  { id, entry, client, virtual, isTracked }: IpvsConnection,
  reason: Reason,
  host: NetfilterHost,
): void {
  host.ipvs.remove(id);
  host.emit({ kind: "ipvs-connection-expired", connection: id, reason });
  if (!isTracked || entry.counts === "template") return;
  const original = {
    source: client.address,
    sourcePort: client.port,
    destination: virtual.address,
    destinationPort: virtual.port,
    icmp: null,
  };
  const found = host.conntrack.find({ protocol: entry.protocol, tuple: original });
  if (found?.direction === "original") removeConnection(found.connection, "deleted", host);
}
