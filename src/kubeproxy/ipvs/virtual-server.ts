import type { Address } from "../../base/address.js";
import { formatEndpoint } from "../../base/address.js";
import type { TransportProtocol } from "../../cluster/pod.js";

/** A virtual server as kube-proxy asks the kernel for it; its real servers all have weight 1 and are reached by NAT. */
export interface VirtualServerPlan {
  readonly protocol: TransportProtocol;
  readonly address: Address;
  readonly port: number;
  readonly scheduler: string;
  /** Seconds for which a client keeps its real server; null without session affinity. */
  readonly persistentSeconds: number | null;
  /** The real servers, as `address:port`. */
  readonly realServers: readonly string[];
}

const PROTOCOL_OPTIONS: Readonly<Record<TransportProtocol, string>> = {
  tcp: "-t",
  udp: "-u",
  sctp: "--sctp-service",
};

/** The virtual servers as `ipvsadm -R` reads them. */
export function printVirtualServers(servers: readonly VirtualServerPlan[]): string {
  return servers.flatMap(linesOf).join("");
}

function linesOf(server: VirtualServerPlan): readonly string[] {
  const { protocol, address, port, scheduler, persistentSeconds, realServers } = server;
  const name = `${PROTOCOL_OPTIONS[protocol]} ${formatEndpoint(address, port)}`;
  const persistent = persistentSeconds === null ? "" : ` -p ${persistentSeconds}`;
  // proxier.go v1.36: syncProxyRules sets FlagSourceHash, the flag by which mh hashes the port, too.
  const flags = scheduler === "mh" ? " -b mh-port" : "";
  return [
    `-A ${name} -s ${scheduler}${persistent}${flags}\n`,
    ...realServers.map((real) => `-a ${name} -r ${real} -m -w 1\n`),
  ];
}
