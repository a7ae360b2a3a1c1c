import { serveDns } from "../../dns/server.js";
import type { DnsServer } from "../../dns/server.js";
import type { Program } from "../effect.js";
import { dnsService } from "./dns-service.js";

/** A CoreDNS process on a port. */
export function coredns(server: DnsServer, port: number): Program<void> {
  return dnsService(port, ({ query, message, from: client }) =>
    serveDns(server, { query, message, client, transport: "udp", port }),
  );
}
