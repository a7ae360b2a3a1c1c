import { readFileSync } from "node:fs";
import { address } from "../../src/base/address.js";
import type { Address } from "../../src/base/address.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import { readCorefile } from "../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../src/dns/server.js";
import { answerUpstream } from "../../src/dns/upstream.js";
import { parseRcode, parseRecordType } from "../../src/packet/dns-code.js";
import { ednsOf, optRecord } from "../../src/packet/dns-edns.js";
import type { DnsMessage, RecordClass } from "../../src/packet/dns-message.js";
import { fullyQualified } from "../../src/packet/dns-name.js";
import { createQuery, replyTo } from "../../src/packet/dns-reply.js";
import { queryId } from "../../src/trace/id.js";
import { createDnsRunner } from "./dns-run.js";
import type { DnsRunner } from "./dns-run.js";
import { readDnsWorld, readRecord, writeRecord } from "./dns-world.js";
import { sharedPath } from "./shared-vectors.js";

/** A CoreDNS vector: a Corefile, its world, and questions with the real answers. */
export interface CorednsScenario {
  readonly id?: string;
  readonly suite?: string;
  readonly corefile: string;
  readonly world?: string;
  readonly extraObjects?: readonly unknown[];
  readonly localIPs?: readonly string[];
  readonly serial?: number;
  readonly notSynced?: boolean;
  readonly error?: string;
  readonly upstreams?: Readonly<Record<string, CorednsUpstream>>;
  readonly queries?: readonly CorednsQuery[];
}

/** A fake upstream of a vector. */
export interface CorednsUpstream {
  readonly records?: readonly string[];
  readonly soa?: string;
  readonly rcode?: Readonly<Record<string, string>>;
  readonly default?: string;
}

/** One question of a vector, and the answer. */
export interface CorednsQuery {
  readonly id?: string;
  readonly qname: string;
  readonly qtype: string;
  readonly qclass?: string;
  readonly client?: string;
  readonly port?: number;
  readonly tcp?: boolean;
  readonly edns?: { readonly size?: number; readonly do?: boolean };
  readonly cd?: boolean;
  readonly ad?: boolean;
  readonly noRd?: boolean;
  readonly advance?: number;
  readonly rcode: string;
  readonly flags: readonly string[];
  readonly answer: readonly string[];
  readonly ns: readonly string[];
  readonly extra: readonly string[];
  readonly path?: readonly string[];
  readonly upstreamQueries?: readonly string[];
  readonly noResponse?: boolean;
  readonly verified?: boolean;
}

/** What a question came to, in the vector's own form. */
export interface CorednsAnswer {
  readonly rcode: string;
  readonly flags: readonly string[];
  readonly answer: readonly string[];
  readonly ns: readonly string[];
  readonly extra: readonly string[];
  readonly path: readonly string[];
  readonly upstreamQueries: readonly string[];
}

/** Reads the scenarios of a vector file in place. */
export function readScenarios(path: string): readonly CorednsScenario[] {
  const text = readFileSync(sharedPath(`coredns/${path}`), "utf8");
  const read = JSON.parse(text) as CorednsScenario | readonly CorednsScenario[];
  return "length" in read ? read : [read];
}

/** The Corefile with the addresses of the fake upstreams in it, and those addresses. */
export function placeUpstreams(scenario: CorednsScenario): {
  readonly corefile: string;
  readonly upstreams: ReadonlyMap<Address, readonly [string, CorednsUpstream]>;
} {
  const upstreams = new Map<Address, readonly [string, CorednsUpstream]>();
  let { corefile } = scenario;
  for (const name of new Set(corefile.match(/(?<=\{\$)\w+(?=\})/g) ?? [])) {
    const place = address(`192.0.2.${100 + upstreams.size}`);
    upstreams.set(place, [name, scenario.upstreams?.[name] ?? {}]);
    corefile = corefile.replaceAll(`{$${name}}`, place);
  }
  return { corefile, upstreams };
}

/** Answers all questions of a scenario, one after the other, on one server. */
export function runScenario(scenario: CorednsScenario): readonly CorednsAnswer[] {
  const { corefile, upstreams } = placeUpstreams(scenario);
  const runner = createDnsRunner(({ to, message }) => {
    const upstream = upstreams.get(to)?.[1];
    return upstream === undefined ? "silence" : replyOf(upstream, message);
  });
  const cluster = clusterOf(scenario);
  const read = readCorefile({ name: "Corefile", text: corefile });
  const server = createDnsServer(read.corefile, {
    cluster: () => cluster,
    localAddresses: (scenario.localIPs ?? []).map(address),
    resolvConf: { servers: [], search: [], options: [] },
    serial: scenario.serial ?? 0,
    synced: scenario.notSynced !== true,
  });
  return (scenario.queries ?? []).map((query, index) => {
    runner.now += (query.advance ?? 0) * 1e6;
    const reply = runner.run(
      serveDns(server, {
        query: queryId(index),
        message: messageOf(scenario.suite === undefined ? query : uncut(query), index),
        client: address(query.client ?? "10.240.0.1"),
        transport: query.tcp === true ? "tcp" : "udp",
        port: query.port ?? 53,
      }),
    );
    const answer = answerOf(reply, runner, upstreams);
    const isOwn = scenario.suite === undefined || query.edns !== undefined;
    return isOwn ? answer : { ...answer, extra: answer.extra.filter((text) => !/^OPT/.test(text)) };
  });
}

// CoreDNS's own tests ask the plugin itself, so that nothing is cut to the size of a datagram.
function uncut(query: CorednsQuery): CorednsQuery {
  return query.edns === undefined ? { ...query, edns: { size: 4096 } } : query;
}

function clusterOf({ world, extraObjects }: CorednsScenario): Cluster {
  if (world === undefined) return readDnsWorld("", extraObjects);
  for (const folder of ["kubernetes", "coredns"]) {
    try {
      const yaml = readFileSync(sharedPath(`coredns/${folder}/${world}`), "utf8");
      return readDnsWorld(yaml, extraObjects);
    } catch {
      continue;
    }
  }
  throw new Error(`no world ${world}`);
}

function replyOf(upstream: CorednsUpstream, message: DnsMessage): DnsMessage {
  const name = message.question[0]?.name.toLowerCase() ?? "";
  const rcode = parseRcode(upstream.rcode?.[name] ?? "");
  if (rcode !== null) {
    const reply = replyTo(message, rcode);
    return { ...reply, flags: { ...reply.flags, ra: true } };
  }
  // They take this for a health check.
  if (name === "." && message.question[0]?.type === "NS") return replyTo(message);
  const reply = answerUpstream((upstream.records ?? []).map(readRecord), message);
  // These upstreams add their SOA record to every denial, whatever the zone.
  const isDenial = reply.rcode === "NXDOMAIN" || reply.answer.length === 0;
  const soa = isDenial && upstream.soa !== undefined ? [readRecord(upstream.soa)] : [];
  return { ...reply, authority: soa };
}

function messageOf(query: CorednsQuery, id: number): DnsMessage {
  const type = parseRecordType(query.qtype);
  if (type === null) throw new Error(`${query.qtype} is no record type`);
  const plain = createQuery(id, {
    name: fullyQualified(query.qname),
    type,
    class: (query.qclass ?? "IN") as RecordClass,
  });
  const { edns } = query;
  const opt =
    edns === undefined
      ? []
      : [optRecord({ size: edns.size ?? 512, version: 0, dnssecOk: edns.do === true })];
  const { cd = false, ad = false, noRd = false } = query;
  return { ...plain, flags: { ...plain.flags, cd, ad, rd: !noRd }, additional: opt };
}

function answerOf(
  reply: DnsMessage | null,
  runner: DnsRunner,
  upstreams: ReadonlyMap<Address, readonly [string, CorednsUpstream]>,
): CorednsAnswer {
  const events = runner.events.splice(0);
  const path = events.flatMap((event) => {
    if (event.kind === "plugin-entered") return [event.plugin];
    if (event.kind !== "block-chosen" || event.zone === null) return [];
    return [`[zone ${event.zone} port 53 view ]`];
  });
  const upstreamQueries = runner.sent.splice(0).map(({ to, message }) => {
    const [question] = message.question;
    return `${upstreams.get(to)?.[0] ?? to} udp ${question?.name ?? ""} ${question?.type ?? ""}`;
  });
  const order = ["aa", "tc", "rd", "ra", "ad", "cd"] as const;

  return {
    rcode: reply?.rcode ?? "none",
    flags: order.filter((flag) => reply?.flags[flag] === true),
    answer: (reply?.answer ?? []).map(writeRecord),
    ns: (reply?.authority ?? []).map(writeRecord),
    extra: (reply?.additional ?? []).map((record) => {
      const edns = record.type === "OPT" && reply !== null ? ednsOf(reply) : null;
      return edns === null ? writeRecord(record) : `OPT udp=${edns.size} do=${edns.dnssecOk}`;
    }),
    path,
    upstreamQueries,
  };
}
