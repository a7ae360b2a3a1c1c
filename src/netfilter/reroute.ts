import type { Packet } from "../packet/packet.js";
import { stopped } from "./netfilter-host.js";
import type { HookResult, NetfilterHost } from "./netfilter-host.js";
import type { TableName } from "./rule-set.js";
import type { SocketBuffer } from "./socket-buffer.js";

/**
 * What a table of OUTPUT leaves behind, with a new route where the kernel looks for one: after mangle, if the addresses
 * or the mark changed (linux net/ipv4/netfilter/iptable_mangle.c: ipt_mangle_out; nft's chains of type route do the
 * same), and inside nat, if the destination did (net/netfilter/nf_nat_proto.c: nf_nat_ipv4_local_fn). Raw, filter and
 * security never route.
 */
export function rerouted(
  table: TableName,
  before: SocketBuffer,
  walked: HookResult,
  { reroute }: NetfilterHost,
): HookResult {
  if (reroute === null || walked.verdict !== "accept") return walked;
  if (!needsRoute(table, before, walked.buffer)) return walked;
  const routed = reroute(walked.buffer);
  return routed === null
    ? stopped(walked.buffer, "reroute-failed")
    : { ...walked, buffer: { ...routed, output: walked.buffer.output } };
}

function needsRoute(table: TableName, before: SocketBuffer, after: SocketBuffer): boolean {
  const [old, now] = [before.packet, after.packet];
  if (table === "nat") return old.destination !== now.destination;
  return (
    table === "mangle" &&
    (before.mark !== after.mark ||
      old.source !== now.source ||
      old.destination !== now.destination ||
      hopLimitChanged(old, now))
  );
}

// linux net/ipv6/netfilter/ip6table_mangle.c: ip6t_mangle_out looks at the hop limit too, iptable_mangle.c not at the TTL.
function hopLimitChanged(old: Packet, now: Packet): boolean {
  return old.family === "ipv6" && old.ttl !== now.ttl;
}
