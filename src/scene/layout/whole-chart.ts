import type { HookHeader, NamespaceHeader } from "../../trace/header.js";

/** What stands before a station without an event of its own. */
const BEFORE: Readonly<Record<string, string>> = {
  // linux include/uapi/linux/netfilter_ipv4.h: fragments are gathered at -400, before raw.
  raw: "defrag",
  // net/netfilter/nf_conntrack_proto.c: nf_confirm asks a helper first.
  confirm: "helper",
};

/** The chart of a host: the trace's stations in the order of its iptables, and what the kernel does between them. */
export function wholeChart(
  chart: readonly HookHeader[],
  iptables: NamespaceHeader["iptables"] | null,
): readonly HookHeader[] {
  return chart.map(({ hook, stations }) => {
    const ordered = hook === "INPUT" && iptables === "legacy" ? securityFirst(stations) : stations;
    const whole = ordered.flatMap((station) => {
      const before = BEFORE[station];
      return before === undefined ? [station] : [before, station];
    });
    return { hook, stations: hook === "OUTPUT" ? withReroute(whole) : whole };
  });
}

/** The stations that no rule of the host is needed for. */
export const OWN_STATIONS: ReadonlySet<string> = new Set([
  "defrag",
  "conntrack",
  "helper",
  "confirm",
  "reroute",
]);

// The legacy table is registered at 50, before nat at 100; iptables-nft's at 150.
function securityFirst(stations: readonly string[]): readonly string[] {
  const nat = stations.indexOf("nat");
  if (nat === -1 || stations.indexOf("security") < nat) return stations;
  const others = stations.filter((station) => station !== "security");
  // IPVS stands right before nat, at 98 and 99.
  const before = others.includes("ipvs") ? "ipvs" : "nat";
  return others.toSpliced(others.indexOf(before), 0, "security");
}

// mangle and nat choose a route again themselves, after they have changed the packet.
function withReroute(stations: readonly string[]): readonly string[] {
  const nat = stations.indexOf("nat");
  return nat === -1 ? stations : stations.toSpliced(nat + 1, 0, "reroute");
}
