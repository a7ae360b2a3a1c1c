import { familyOf } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { fullyQualified } from "../../../packet/dns-name.js";
import type {
  DnsMessage,
  Question,
  RecordType,
  ResourceRecord,
} from "../../../packet/dns-message.js";
import type { DnsNeed } from "../../effect.js";
import type { ExternalTarget } from "../../offer.js";
import { hostAddress } from "../kubernetes/record.js";

/** What records are made with. */
export interface RecordMaker {
  /** The name that they have, and the type that is asked for. */
  readonly owner: string;
  /** The TTL of addresses, and of records that the cluster's own TTL holds for, in seconds. */
  readonly ttl: number;
  readonly clusterTtl: number;
  /** Looks up the host name of a load balancer. */
  readonly lookUp: (question: Question) => Effects<DnsNeed, DnsMessage | null>;
}

/** Records for the answer and the additional section. */
export interface MadeRecords {
  readonly answer: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
  readonly truncated: boolean;
}

const record = (name: string, type: RecordType, ttl: number, data: string): ResourceRecord => ({
  name,
  type,
  class: "IN",
  ttl,
  data,
});

/** Addresses of a type, and aliases with what they lead to (coredns plugin/k8s_external/msg_to_dns.go: a, aaaa). */
export function* addressRecords(
  { owner, ttl, clusterTtl, lookUp }: RecordMaker,
  type: "A" | "AAAA",
  targets: readonly ExternalTarget[],
): Effects<DnsNeed, MadeRecords> {
  const answer: ResourceRecord[] = [];
  const seen = new Set<string>();
  let truncated = false;
  for (const { host } of targets) {
    const address = hostAddress(host);
    if (address === null) {
      const target = fullyQualified(host);
      answer.push(record(owner, "CNAME", clusterTtl, target));
      const reply = yield* lookUp({ name: target, type, class: "IN" });
      answer.push(...(reply?.answer ?? []));
      truncated ||= reply?.flags.tc === true;
    } else if ((familyOf(address) === "ipv4") === (type === "A") && !seen.has(host)) {
      seen.add(host);
      answer.push(record(owner, type, ttl, address));
    }
  }
  return { answer, additional: [], truncated };
}

/** SRV records and the addresses of their targets (msg_to_dns.go: srv). */
export function* serviceRecords(
  { owner, ttl, clusterTtl, lookUp }: RecordMaker,
  targets: readonly ExternalTarget[],
): Effects<DnsNeed, MadeRecords> {
  const weight = Math.max(1, Math.floor(100 / targets.length));
  const answer = new Map<string, ResourceRecord>();
  const additional = new Map<string, readonly ResourceRecord[]>();
  for (const { host, port, name } of targets) {
    if (port === null) continue;
    const address = hostAddress(host);
    const target = address === null ? fullyQualified(host) : name;
    const data = `0 ${weight} ${port} ${target}`;
    if (!answer.has(data)) answer.set(data, record(owner, "SRV", clusterTtl, data));
    const key = `${target} ${host}`;
    if (additional.has(key)) continue;
    if (address !== null) {
      const type = familyOf(address) === "ipv4" ? "A" : "AAAA";
      additional.set(key, [record(target, type, ttl, address)]);
      continue;
    }
    const ipv4 = yield* lookUp({ name: target, type: "A", class: "IN" });
    const ipv6 = yield* lookUp({ name: target, type: "AAAA", class: "IN" });
    additional.set(key, [...(ipv4?.answer ?? []), ...(ipv6?.answer ?? [])]);
  }
  return {
    answer: [...answer.values()],
    additional: [...additional.values()].flat(),
    truncated: false,
  };
}

/** PTR records into a zone; each name once (msg_to_dns.go: ptr). */
export function pointerRecords(
  owner: string,
  ttl: number,
  { zone, targets }: { readonly zone: string; readonly targets: readonly ExternalTarget[] },
): readonly ResourceRecord[] {
  const names = new Set(targets.map(({ host }) => host));
  return [...names].map((host) =>
    record(owner, "PTR", ttl, zone === "." ? `${host}.` : `${host}.${zone}`),
  );
}
