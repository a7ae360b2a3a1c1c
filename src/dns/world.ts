import type { Address } from "../base/address.js";
import type { Cluster } from "../cluster/cluster.js";
import type { ResolvConf } from "../cluster/resolv-conf.js";

/** What a CoreDNS process knows of its surroundings. */
export interface DnsWorld {
  /** The cluster now, as its informers would have it. */
  cluster(): Cluster;
  /** The name of the pod or host that it runs in; localhost where it is left out. */
  readonly hostName?: string;
  /** The addresses of the pod that it runs in. */
  readonly localAddresses: readonly Address[];
  /** What `/etc/resolv.conf` says in that pod: the node's, with kubeadm's `dnsPolicy: Default`. */
  readonly resolvConf: ResolvConf;
  /** The serial number of the SOA records: seconds since 1970 at the last change that the informers saw. */
  readonly serial: number;
  /** Seconds since 1970 when the virtual clock began; where it is left out, nothing is too old or too new. */
  readonly epoch?: number;
  /** Whether the informers have heard everything once; so where it is left out. */
  readonly synced?: boolean;
}
