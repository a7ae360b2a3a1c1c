import { parseAddress } from "../../base/address.js";
import { serveDns } from "../../dns/server.js";
import type { DnsServer, Socket } from "../../dns/server.js";
import type { Program } from "../effect.js";
import { dnsService } from "./dns-service.js";

/** A CoreDNS process on one of its sockets. */
export function coredns(server: DnsServer, { address: text, port }: Socket): Program<void> {
  const address = text === null ? null : parseAddress(text);
  return dnsService({ address, port }, ({ query, message, from: client, port: clientPort }) =>
    serveDns(server, { query, message, client, clientPort, transport: "udp", address, port }),
  );
}
