import type { Scenario } from "../../cluster/scenario.js";
import { resolvConfText } from "../../kubelet/dns-settings.js";
import { gatewayAddresses } from "../../network/cni/kindnet/lan.js";

/**
 * The text of a node's `/etc/resolv.conf`: what the author wrote; else the scenario's upstreams, or docker's bridge
 * address, which kind's entrypoint puts in place of docker's own resolver.
 */
export function nodeResolvConf({ cluster, upstreams, files }: Scenario, node: string): string {
  const written = files?.resolvConf;
  const own = written?.byHost.get(node) ?? written?.everywhere ?? null;
  if (own !== null) return own;
  const gateways = gatewayAddresses(cluster.settings).map(({ address }) => address);
  const servers =
    upstreams.length > 0 ? upstreams.map(({ address }) => address) : gateways.slice(0, 1);
  return resolvConfText({ servers, search: [], options: ["ndots:0"] });
}

/** The text of `/etc/resolv.conf` on a host beside the cluster; empty where nobody told it of a server. */
export function hostResolvConf(scenario: Scenario, host: string): string {
  const written = scenario.files?.resolvConf;
  const own = written?.byHost.get(host) ?? written?.everywhere ?? null;
  return own ?? (scenario.upstreams.length > 0 ? nodeResolvConf(scenario, host) : "");
}
