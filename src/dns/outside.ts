import type { Address } from "../base/address.js";
import type { ResolvConf } from "../cluster/resolv-conf.js";
import type { DnsMessage } from "../packet/dns-message.js";

/** The DNS servers that can be asked while CoreDNS reads its Corefile, before it answers itself. */
export interface Outside {
  /** What `/etc/resolv.conf` says where CoreDNS is started. */
  readonly resolvConf: ResolvConf;
  /** Asks a server once; null where no answer comes. */
  ask(server: Address, port: number, query: DnsMessage): DnsMessage | null;
}
