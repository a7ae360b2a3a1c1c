import type { DnsMessage } from "../packet/dns-message.js";

/** What kind of message a reply is, in CoreDNS's own words (coredns plugin/pkg/response/typify.go). */
export type ResponseType =
  "NOERROR" | "NXDOMAIN" | "SERVERERROR" | "NODATA" | "DELEGATION" | "META" | "OTHERERROR";

/** What kinds of messages belong together (coredns plugin/pkg/response/classify.go). */
export type ResponseClass = "success" | "denial" | "error";

/** The kind of a reply; null for none. Signatures are not looked at. */
export function responseType(message: DnsMessage | null): ResponseType {
  if (message === null) return "OTHERERROR";
  const { rcode, answer, authority } = message;
  const type = message.question[0]?.type;
  if (type === "AXFR" || type === "IXFR") return "META";
  if (answer.length > 0 && rcode === "NOERROR") return "NOERROR";
  if (answer.length > 0 && rcode === "NXDOMAIN") return "OTHERERROR";
  if (rcode === "NOERROR" && authority.some((record) => record.type === "SOA")) return "NODATA";
  if (rcode === "NXDOMAIN") return "NXDOMAIN";
  if (rcode === "SERVFAIL" || rcode === "NOTIMP") return "SERVERERROR";
  if (rcode !== "NOERROR") return "OTHERERROR";
  return authority.some((record) => record.type === "NS") ? "DELEGATION" : "NOERROR";
}

/** The class of a kind; what is neither found nor denied is an error. */
export function responseClass(type: ResponseType): ResponseClass {
  if (type === "NOERROR" || type === "DELEGATION") return "success";
  return type === "NXDOMAIN" || type === "NODATA" ? "denial" : "error";
}
