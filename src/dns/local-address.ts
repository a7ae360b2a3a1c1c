import { familyOf } from "../base/address.js";
import type { DnsRequest } from "./request.js";
import type { DnsWorld } from "./world.js";

/**
 * The address that a query came to, as its socket says it: one that hears all knows it only of a connection
 * (miekg/dns server.go: LocalAddr; coredns request/request.go: LocalIP).
 */
export function localAddressOf(
  { address, client, transport }: DnsRequest,
  { localAddresses }: Pick<DnsWorld, "localAddresses">,
): string | null {
  if (address !== undefined && address !== null) return address;
  if (transport === "udp") return "::";
  return localAddresses.find((own) => familyOf(own) === familyOf(client)) ?? null;
}
