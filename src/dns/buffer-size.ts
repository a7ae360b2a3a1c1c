import { ednsOf, PLAIN_UDP_SIZE } from "../packet/dns-edns.js";
import type { DnsRequest } from "./request.js";

/** The largest reply that a client takes, in bytes (coredns plugin/pkg/edns/edns.go: Size). */
export function bufferSizeOf({ message, transport }: DnsRequest): number {
  if (transport === "tcp") return 65535;
  return Math.max(PLAIN_UDP_SIZE, ednsOf(message)?.size ?? 0);
}
