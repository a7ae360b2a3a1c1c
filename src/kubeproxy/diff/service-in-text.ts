// `namespace/name` or `namespace/name:port`, between spaces.
const SERVICE_PORT =
  /(?:^|\s)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)(?::[-a-z0-9]+)?(?=\s|$)/;

/** The Service that a comment of kube-proxy's names: `default/example` in `default/example:http cluster IP`. */
export function serviceInComment(comment: string): string | null {
  return SERVICE_PORT.exec(comment)?.[1] ?? null;
}

// `service-4AT6LBPK-ns3/svc3/tcp/p80`, and with an endpoint behind two underscores.
const NFTABLES_CHAIN = /^[a-z]+-[A-Z2-7]{8}-([^/]+\/[^/]+)\//;

/** The Service that a chain or set of nftables mode is named after. */
export function serviceInChainName(name: string): string | null {
  return NFTABLES_CHAIN.exec(name)?.[1] ?? null;
}
