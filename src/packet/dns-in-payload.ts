import type { DnsMessage } from "./dns-message.js";
import type { Payload } from "./packet.js";

/** The DNS message that a payload carries, or begins with; null where it carries none. */
export function dnsMessageIn(payload: Payload): DnsMessage | null {
  if (payload.kind === "dns") return payload.message;
  return payload.kind === "dns-stream" ? (payload.pieces[0]?.message ?? null) : null;
}
