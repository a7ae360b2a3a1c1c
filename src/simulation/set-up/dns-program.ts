import type { Pod } from "../../cluster/pod.js";
import type { HttpListener } from "../../dns/http-listener.js";
import type { DnsServer } from "../../dns/server.js";
import type { DnsServers } from "./dns-servers.js";

/** A CoreDNS as it runs in its pods, alone or inside another program. */
export interface DnsProgram extends DnsServers {
  /** The program's name in the trace, and the kind of application that its pods declare. */
  readonly name: "coredns" | "node-local-dns";
  /** Its server on a host beside the cluster; absent where no host runs it. */
  readonly serverOn?: (host: string) => DnsServer;
  readonly http: readonly HttpListener[];
}

/** Whether this program is what runs in a pod. */
export function runsDnsProgram({ containers }: Pod, name: DnsProgram["name"]): boolean {
  return containers.some(({ servers }) =>
    servers.some(({ application }) => application.kind === name),
  );
}
