/** Whether a table, or a station of the chart, is of nft: its name has two words, `ip kube-proxy`. */
export function isNft(name: string): boolean {
  return name.includes(" ");
}

/**
 * The name of a station: a table of iptables has one at a hook, a chain of nft is one of its own. `ip kube-proxy` and
 * `ip6 kube-proxy` have the same stations, for no packet passes both.
 */
export function stationName(table: string, chain: string): string {
  return isNft(table) ? `${table.replace(/^\S+ /, "")} ${chain}` : table;
}

/** The chain that a station of nft is; null for any other. */
export function chainIn(station: string): string | null {
  return isNft(station) ? station.slice(station.indexOf(" ") + 1) : null;
}
