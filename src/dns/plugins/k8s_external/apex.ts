import { familyOf } from "../../../base/address.js";
import { labelsOf, withoutZone } from "../../../packet/dns-name.js";
import type { DnsMessage, Question, ResourceRecord } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { ExternalSource } from "../../offer.js";
import { below } from "../kubernetes/record.js";
import type { ExternalOptions } from "./options.js";

/** A zone with where its records come from. */
export interface Apex {
  readonly options: ExternalOptions;
  readonly source: ExternalSource;
  readonly zone: string;
}

/** The zone's SOA record (coredns plugin/k8s_external/apex.go: soa). */
export function apexSoa({ options: { apex, ttl }, source, zone }: Apex): ResourceRecord {
  const [server, mail] = [below(`ns1.${apex}`, zone), below(`hostmaster.${apex}`, zone)];
  const data = `${server} ${mail} ${source.serial} 7200 1800 86400 ${ttl}`;
  return { name: zone, type: "SOA", class: "IN", ttl, data };
}

/** The name server's addresses under a name. */
export function serverRecords(
  { options: { ttl, headless }, source, zone }: Apex,
  name: string,
): readonly ResourceRecord[] {
  return source.serverAddresses({ zone, headless }).map((address) => {
    const type = familyOf(address) === "ipv4" ? "A" : "AAAA";
    return { name, type, class: "IN", ttl, data: address };
  });
}

/** The reply for the zone's own name, or for one in its name server's part; null for any other (apex.go). */
export function apexReply(apex: Apex, question: Question, query: DnsMessage): DnsMessage | null {
  const { options, zone } = apex;
  const name = question.name.toLowerCase();
  const plain = replyTo(query);
  const reply: DnsMessage = { ...plain, flags: { ...plain.flags, aa: true } };
  const denial: DnsMessage = { ...reply, authority: [apexSoa(apex)] };
  if (options.zones.includes(name)) {
    if (question.type === "SOA") return { ...reply, answer: [apexSoa(apex)] };
    if (question.type !== "NS") return denial;
    const data = below(`ns1.${options.apex}`, zone);
    const ns = { name: zone, type: "NS", class: "IN", ttl: options.ttl, data } as const;
    const glue = serverRecords(apex, below(`ns1.${options.apex}`, question.name));
    return { ...reply, answer: [ns], additional: glue };
  }
  const isInner = options.zones.some((own) => {
    const part = below(options.apex, own);
    return name === part || name.endsWith(`.${part}`);
  });
  if (!isInner) return null;
  const labels = labelsOf(`${withoutZone(name, zone)}.`);
  if (labels.length === 1) return denial;
  if (labels.length !== 2 || labels[0] !== "ns1") return { ...denial, rcode: "NXDOMAIN" };
  const answer = serverRecords(apex, question.name).filter(({ type }) => type === question.type);
  return answer.length === 0 ? denial : { ...reply, answer };
}
