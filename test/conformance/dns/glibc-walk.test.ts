import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address, parseAddress } from "../../../src/base/address.js";
import type { Address } from "../../../src/base/address.js";
import type { ResolvConf } from "../../../src/cluster/resolv-conf.js";
import { resolveName } from "../../../src/dns/resolver/glibc.js";
import type { LookupResult } from "../../../src/dns/resolver/glibc.js";
import { parseRcode } from "../../../src/packet/dns-code.js";
import type { DnsMessage, ResourceRecord } from "../../../src/packet/dns-message.js";
import { replyTo } from "../../../src/packet/dns-reply.js";
import { queryId } from "../../../src/trace/id.js";
import { createDnsRunner } from "../../support/dns-run.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

interface Entry {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly CNAME?: string;
  readonly rcode?: string;
  readonly rcodeAAAA?: string;
  readonly drop?: string;
}

type Zone = Readonly<Record<string, Entry>>;

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

const path = "coredns/resolver/walks.json";
const { zone, cases } = needsShared(path).skip
  ? { zone: {}, cases: [] }
  : (JSON.parse(readFileSync(sharedPath(path), "utf8")) as { zone: Zone; cases: readonly Walk[] });

const KINDS: Readonly<Record<LookupResult["kind"], string>> = {
  found: "OK",
  "not-found": "EAI_NONAME",
  "no-data": "EAI_NODATA",
  "try-again": "EAI_AGAIN",
};

// Queries over TCP are not simulated.
const isTcp = (walk: Walk): boolean =>
  walk.results.some(({ lib, queries }) => {
    return lib === "glibc" && queries.some(({ proto }) => proto !== "udp");
  });
const played = cases.filter((walk) => !isTcp(walk));

describe(
  `glibc's resolver: ${played.length} of ${cases.length} recorded walks`,
  needsShared(path),
  () => {
    for (const walk of cases) {
      const skip = isTcp(walk) ? "needs TCP" : false;
      it(walk.id, { skip }, () => {
        const glibc = walk.results.find(({ lib }) => lib === "glibc");
        assert.ok(glibc);
        const runner = createDnsRunner(({ to, message }) => answer(walk, to, message), 1000);
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
        const expected = glibc.queries.map(({ server, qname, qtype, socket }) => {
          return { server, qname, qtype, socket };
        });
        assert.deepEqual(sent, expected);
        assert.equal(KINDS[result.kind], glibc.result);
        const addresses = result.kind === "found" ? [...result.addresses].sort() : [];
        assert.deepEqual(addresses, [...(glibc.addresses ?? [])].sort());
        assert.equal(runner.open.size, 0, "sockets stay open");
      });
    }
  },
);

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

function answer(walk: Walk, to: Address, message: DnsMessage): DnsMessage | "silence" {
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
