import assert from "node:assert/strict";
import { address, parseAddress } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import type { ResolvConf } from "../../../../src/cluster/resolv-conf.js";
import { resolveName } from "../../../../src/dns/resolver/glibc.js";
import type { LookupResult } from "../../../../src/dns/resolver/glibc.js";
import { parseRcode } from "../../../../src/packet/dns-code.js";
import type { DnsMessage, ResourceRecord } from "../../../../src/packet/dns-message.js";
import { replyTo } from "../../../../src/packet/dns-reply.js";
import { queryId } from "../../../../src/trace/id.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { differences, nameOf, Unsupported } from "../conformance-case.js";
import type { ConformanceCase } from "../conformance-case.js";
import type { VectorFile } from "../vector-file.js";

interface Entry {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly CNAME?: string;
  readonly rcode?: string;
  readonly rcodeAAAA?: string;
  readonly drop?: string;
}

type Zone = Readonly<Record<string, Entry>>;

interface Recorded {
  readonly zone: Zone;
  readonly cases: readonly Walk[];
}

interface Walk {
  readonly id: string;
  readonly resolvConf: string;
  readonly name: string;
  readonly family: string;
  readonly zoneExtra?: Zone;
  readonly servers?: Readonly<Record<string, Zone>>;
  readonly results: readonly {
    readonly lib: string;
    readonly result: string;
    readonly canon?: string;
    readonly addresses?: readonly string[];
    readonly queries: readonly {
      readonly server: string;
      readonly proto: string;
      readonly qname: string;
      readonly qtype: string;
      readonly socket: number;
    }[];
  }[];
}

const KINDS: Readonly<Record<LookupResult["kind"], string>> = {
  found: "OK",
  "not-found": "EAI_NONAME",
  "no-data": "EAI_NODATA",
  "try-again": "EAI_AGAIN",
};

/** The walks of both C libraries. */
export function walkCases(file: VectorFile): readonly ConformanceCase[] {
  const { zone, cases } = JSON.parse(file.read()) as Recorded;
  return cases.flatMap((walk) =>
    walk.results.map(({ lib }) => ({
      name: `${nameOf(file)} ${walk.id} ${lib}`,
      check: () => checkWalk(zone, walk, lib),
    })),
  );
}

function checkWalk(zone: Zone, walk: Walk, lib: string): readonly string[] {
  if (lib !== "glibc") throw new Unsupported(`the resolver of ${lib}`);
  const expected = walk.results.find((one) => one.lib === lib);
  if (expected === undefined) return [`nothing says what ${lib} does`];
  if (expected.queries.some(({ proto }) => proto !== "udp"))
    throw new Unsupported("a resolver's queries over TCP");
  const runner = createDnsRunner(({ to, message }) => answer({ zone, walk }, to, message), 1000);
  let id = 0;
  let query = 0;
  const result = runner.run(
    resolveName({
      name: walk.name,
      request: null,
      resolvConf: readResolvConf(walk.resolvConf),
      nextId: () => ++id,
      nextQuery: () => queryId(++query),
      ...(walk.family === "inet" ? { family: "ipv4" as const } : {}),
      ...(walk.family === "inet6" ? { family: "ipv6" as const } : {}),
    }),
  );
  const sockets = [...new Set(runner.sent.map(({ socket }) => socket))];
  const sent = runner.sent.map(({ socket, to, message }) => ({
    server: to,
    qname: message.question[0]?.name,
    qtype: message.question[0]?.type,
    socket: sockets.indexOf(socket),
  }));
  const queries = expected.queries.map(({ server, qname, qtype, socket }) => {
    return { server, qname, qtype, socket };
  });
  const addresses = result.kind === "found" ? [...result.addresses].sort() : [];
  return [
    ...differences("queries", sent, queries),
    ...differences("result", KINDS[result.kind], expected.result),
    ...differences("addresses", addresses, [...(expected.addresses ?? [])].sort()),
    ...differences("open sockets", runner.open.size, 0),
  ];
}

function readResolvConf(text: string): ResolvConf {
  const lines = text.split("\n").map((line) =>
    line
      .replace(/[#;].*$/, "")
      .trim()
      .split(/\s+/),
  );
  const last = lines.findLast(([word]) => word === "search" || word === "domain");
  return {
    servers: lines.flatMap(([word, value = ""]) => {
      const server = word === "nameserver" ? parseAddress(value) : null;
      return server === null ? [] : [server];
    }),
    search: last?.slice(1, last[0] === "domain" ? 2 : undefined) ?? [],
    options: lines.flatMap(([word, ...values]) => (word === "options" ? values : [])),
  };
}

function answer(
  { zone, walk }: { readonly zone: Zone; readonly walk: Walk },
  to: Address,
  message: DnsMessage,
): DnsMessage | "silence" {
  const [question] = message.question;
  assert.ok(question);
  const own = walk.servers?.[to];
  const zones: readonly (Zone | undefined)[] = [own, walk.zoneExtra, zone];
  const entry =
    own?.["*"] ??
    zones.map((one) => one?.[question.name.toLowerCase()]).find((one) => one !== undefined);
  if (entry === undefined) return known(replyTo(message, "NXDOMAIN"));
  const type = question.type === "AAAA" ? "AAAA" : "A";
  if (entry.drop === "all" || entry.drop === type) return "silence";
  const ofType = type === "AAAA" ? entry.rcodeAAAA : undefined;
  const rcode = parseRcode(ofType ?? entry.rcode ?? "");
  if (rcode !== null && rcode !== "NOERROR") return known(replyTo(message, rcode));
  const alias = entry.CNAME;
  const owner = alias ?? question.name;
  const addresses = (entry[type] ?? []).map((data): ResourceRecord => {
    return { name: owner, type, class: "IN", ttl: 30, data: address(data) };
  });
  const aliases: readonly ResourceRecord[] =
    alias === undefined
      ? []
      : [{ name: question.name, type: "CNAME", class: "IN", ttl: 30, data: alias }];
  return { ...known(replyTo(message)), answer: [...aliases, ...addresses] };
}

function known(message: DnsMessage): DnsMessage {
  return { ...message, flags: { ...message.flags, ra: true } };
}
