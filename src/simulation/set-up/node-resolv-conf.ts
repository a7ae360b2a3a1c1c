import type { Address } from "../../base/address.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import type { Scenario } from "../../cluster/scenario.js";
import { gatewayAddresses } from "../../network/cni/kindnet/lan.js";

/**
 * What `/etc/resolv.conf` says on every node: the scenario's upstreams, or docker's bridge address, which kind's
 * entrypoint puts in place of docker's own resolver.
 */
export function nodeResolvConf({ cluster, upstreams }: Scenario): ResolvConf {
  const gateways = gatewayAddresses(cluster.settings).map(({ address }) => address);
  const servers: readonly Address[] =
    upstreams.length > 0 ? upstreams.map(({ address }) => address) : gateways.slice(0, 1);
  return { servers, search: [], options: ["ndots:0"] };
}
