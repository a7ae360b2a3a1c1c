import { parseAddress } from "../../base/address.js";
import { serveDns } from "../../dns/server.js";
import type { DnsServer, Socket } from "../../dns/server.js";
import type { Program } from "../effect.js";
import { dnsService, dnsServiceOverTcp } from "./dns-service.js";
import type { DnsAnswerer, DnsPlace } from "./dns-service.js";

/** A CoreDNS process on one of its UDP sockets. */
export function coredns(server: DnsServer, socket: Socket): Program<void> {
  const place = placeOf(socket);
  return dnsService(place, answererOf(server, place, "udp"));
}

/** The same on the TCP socket of that place. */
export function corednsOverTcp(server: DnsServer, socket: Socket): Program<void> {
  const place = placeOf(socket);
  return dnsServiceOverTcp(place, answererOf(server, place, "tcp"), socket.limits);
}

function placeOf({ address, port }: Socket): Required<DnsPlace> {
  return { address: address === null ? null : parseAddress(address), port };
}

function answererOf(
  server: DnsServer,
  place: Required<DnsPlace>,
  transport: "udp" | "tcp",
): DnsAnswerer {
  return ({ query, message, from: client, port: clientPort }) =>
    serveDns(server, { query, message, client, clientPort, transport, ...place });
}
