import { address } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import type { Cluster } from "../../../../src/cluster/cluster.js";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import type { ReadCorefile } from "../../../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../../../src/dns/server.js";
import { answerUpstream } from "../../../../src/dns/upstream.js";
import { parseRcode, parseRecordType } from "../../../../src/packet/dns-code.js";
import { ednsOf, optRecord } from "../../../../src/packet/dns-edns.js";
import type { Edns } from "../../../../src/packet/dns-edns.js";
import type { DnsMessage, RecordClass } from "../../../../src/packet/dns-message.js";
import { fullyQualified } from "../../../../src/packet/dns-name.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { describeOption, EDNS_CODES } from "../../../../src/packet/edns-option.js";
import type { EdnsOption } from "../../../../src/packet/edns-option.js";
import { queryId } from "../../../../src/trace/id.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import type { DnsRunner } from "../../../support/dns-run.js";
import { readDnsWorld, readRecord, writeRecord } from "../../../support/dns-world.js";
import { EMPTY_OUTSIDE } from "./empty-outside.js";
import type { CorednsAnswer, CorednsQuery, CorednsScenario, CorednsUpstream } from "./scenario.js";

/** Reads a scenario's Corefile where it was recorded; the addresses of its fake upstreams are environment variables. */
export function readScenario(scenario: CorednsScenario): ReadCorefile {
  const { corefile: text, env = {}, files = {} } = scenario;
  const places = placesOf(scenario);
  return readCorefile({ name: "Corefile", text }, 0, {
    environment: (name) => env[name] ?? places.get(name) ?? null,
    files: new Map(Object.entries(files)),
    outside: {
      ...EMPTY_OUTSIDE,
      ask(server, port, query) {
        const upstream = [...places].find(([, place]) => place === server)?.[0] ?? "";
        const known = scenario.upstreams?.[upstream];
        return known === undefined ? EMPTY_OUTSIDE.ask(server, port, query) : replyOf(known, query);
      },
    },
  });
}

function placesOf({ corefile, upstreams = {} }: CorednsScenario): ReadonlyMap<string, Address> {
  const asked = corefile.match(/(?<=\{\$)UP\w+(?=\})/g) ?? [];
  const names = new Set([...Object.keys(upstreams), ...asked]);
  return new Map([...names].map((name, index) => [name, address(`192.0.2.${100 + index}`)]));
}

/** Answers all questions of a scenario, one after the other, on one server. */
export function runScenario(
  scenario: CorednsScenario,
  readWorld: (path: string) => string,
): readonly CorednsAnswer[] {
  const upstreams = new Map(
    [...placesOf(scenario)].map(([name, place]) => {
      return [place, [name, scenario.upstreams?.[name] ?? {}]] as const;
    }),
  );
  const runner = createDnsRunner(({ to, message }) => {
    const upstream = upstreams.get(to)?.[1];
    return upstream === undefined ? "silence" : replyOf(upstream, message);
  });
  const cluster = clusterOf(scenario, readWorld);
  const server = createDnsServer(readScenario(scenario).corefile, {
    cluster: () => cluster,
    localAddresses: (scenario.localIPs ?? []).map(address),
    resolvConf: { servers: [], search: scenario.resolvSearch ?? [], options: [] },
    serial: scenario.serial ?? 0,
    // The machine on which CoreDNS was run.
    hostName: "vm",
    synced: scenario.notSynced !== true,
  });
  return (scenario.queries ?? []).map((query, index) => {
    runner.now += (query.advance ?? 0) * 1e6;
    const reply = runner.run(
      serveDns(server, {
        query: queryId(index),
        message: messageOf(scenario.suite === undefined ? query : uncut(query), index),
        client: address(query.client ?? "10.240.0.1"),
        clientPort: CLIENT_PORT,
        transport: query.tcp === true ? "tcp" : "udp",
        ...socketOf(query),
      }),
    );
    const answer = answerOf(reply, runner, { upstreams, port: socketOf(query).port });
    const isOwn = scenario.suite === undefined || query.edns !== undefined;
    return isOwn ? answer : { ...answer, extra: answer.extra.filter((text) => !/^OPT/.test(text)) };
  });
}

// The recorded program said of every client that it asked from here.
const CLIENT_PORT = 40212;

function socketOf({ port = ":53" }: CorednsQuery): {
  readonly address: Address | null;
  readonly port: number;
} {
  const end = port.lastIndexOf(":");
  const host = port.slice(0, end).replace(/^\[|\]$/g, "");
  return { address: host === "" ? null : address(host), port: Number(port.slice(end + 1)) };
}

// CoreDNS's own tests ask the plugin itself, so that nothing is cut to the size of a datagram.
function uncut(query: CorednsQuery): CorednsQuery {
  return query.edns === undefined ? { ...query, edns: { size: 4096 } } : query;
}

function clusterOf(
  { world, extraObjects }: CorednsScenario,
  readWorld: (path: string) => string,
): Cluster {
  return readDnsWorld(world === undefined ? "" : readWorld(world), extraObjects);
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

interface Asked {
  readonly upstreams: ReadonlyMap<Address, readonly [string, CorednsUpstream]>;
  /** Of the socket that the query came to. */
  readonly port: number;
}

function answerOf(
  reply: DnsMessage | null,
  runner: DnsRunner,
  { upstreams, port }: Asked,
): CorednsAnswer {
  const events = runner.events.splice(0);
  const path = events.flatMap((event) => {
    if (event.kind === "plugin-entered") return [event.plugin];
    if (event.kind !== "block-chosen" || event.zone === null) return [];
    return [`[zone ${event.zone} port ${port} view ${event.view ?? ""}]`];
  });
  const upstreamQueries = runner.sent.splice(0).map(({ to, message, transport }) => {
    const [question] = message.question;
    return `${upstreams.get(to)?.[0] ?? to} ${transport} ${question?.name ?? ""} ${question?.type ?? ""}`;
  });
  const order = ["aa", "tc", "rd", "ra", "ad", "cd"] as const;

  return {
    rcode: reply?.rcode ?? "NO-RESPONSE",
    flags: order.filter((flag) => reply?.flags[flag] === true),
    answer: (reply?.answer ?? []).map(writeRecord),
    ns: (reply?.authority ?? []).map(writeRecord),
    extra: (reply?.additional ?? []).map((record) => {
      const edns = record.type === "OPT" && reply !== null ? ednsOf(reply) : null;
      return edns === null ? writeRecord(record) : optText(edns);
    }),
    path,
    upstreamQueries,
  };
}

function optText({ size, dnssecOk, options = [] }: Edns): string {
  const told = options.map((option) => ` opt${option.code}=${optionText(option)}`);
  return `OPT udp=${size} do=${dnssecOk}${told.join("")}`;
}

// As miekg/dns writes them (edns.go: EDNS0_EDE.String, EDNS0_NSID.String, EDNS0_LOCAL.String): parentheses stand around
// no reason too.
function optionText(option: EdnsOption): string {
  const { code, data } = option;
  if (code === EDNS_CODES.nsid || code === EDNS_CODES.cookie) return data;
  if (code !== EDNS_CODES.extendedError) return `${code}:0x${data}`;
  const text = describeOption(option).slice("EDE: ".length);
  return text.includes(": (") ? text : `${text}: ()`;
}
