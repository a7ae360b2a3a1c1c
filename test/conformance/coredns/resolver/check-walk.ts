import assert from "node:assert/strict";
import { address } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import type { Libc } from "../../../../src/cluster/pod-resolver.js";
import { getAddressInfo } from "../../../../src/dns/resolver/get-address-info.js";
import type { LookupResult } from "../../../../src/dns/resolver/get-address-info.js";
import { parseRcode } from "../../../../src/packet/dns-code.js";
import type { DnsMessage, ResourceRecord } from "../../../../src/packet/dns-message.js";
import { replyTo } from "../../../../src/packet/dns-reply.js";
import { queryId } from "../../../../src/trace/id.js";
import { differences } from "../conformance-case.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import type { DnsRunner, SentDatagram } from "../../../support/dns-run.js";

/** What a server says of a name. */
interface ZoneEntry {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly CNAME?: string;
  readonly rcode?: string;
  readonly rcodeA?: string;
  readonly rcodeAAAA?: string;
  /** The questions that stay without an answer: `all`, a type, or `tcp`. */
  readonly drop?: string;
  /** How often a question is dropped before it is answered. */
  readonly dropFirst?: number;
  /** Whether an answer over UDP is cut short. */
  readonly truncate?: boolean | string;
}

type Zone = Readonly<Record<string, ZoneEntry>>;

/** A look-up that real resolvers made. */
export interface RecordedWalk {
  readonly id: string;
  readonly resolvConf: string;
  readonly name: string;
  readonly family: string;
  readonly zoneExtra?: Zone;
  readonly servers?: Readonly<Record<string, Zone>>;
  /** The servers that are there; all, unless said. */
  readonly listen?: readonly string[];
  /** Whether no server takes connections. */
  readonly noTcp?: boolean;
  /** Whether a server closes each connection after its first answer. */
  readonly tcpClose?: boolean;
  readonly results: readonly RecordedResult[];
}

/** What one library did. */
export interface RecordedResult {
  readonly lib: string;
  readonly result: string;
  readonly canon?: string;
  readonly addresses?: readonly string[];
  /** Whether the order of the questions was a matter of chance. */
  readonly racy?: boolean;
  /** How long it took, where it was a second or more. */
  readonly seconds?: number;
  readonly queries: readonly RecordedQuery[];
}

interface RecordedQuery {
  readonly server: string;
  readonly proto: string;
  readonly qname: string;
  readonly qtype: string;
  readonly socket: number;
}

/** A file of them. */
export interface RecordedWalks {
  readonly zone: Zone;
  readonly cases: readonly RecordedWalk[];
}

const KINDS: Readonly<Record<LookupResult["kind"], string>> = {
  found: "OK",
  "not-found": "EAI_NONAME",
  "no-data": "EAI_NODATA",
  "wrong-family": "EAI_ADDRFAMILY",
  "try-again": "EAI_AGAIN",
};

/** Plays a look-up and tells what is different from what was recorded; nothing where all is the same. */
export function checkWalk(
  zone: Zone,
  walk: RecordedWalk,
  recorded: RecordedResult,
): readonly string[] {
  const dropped = new Map<string, number>();
  const isThere = (server: Address): boolean => walk.listen?.includes(server) ?? true;
  const runner = createDnsRunner(
    (sent) => (isThere(sent.to) ? answerOf(zone, walk, sent, dropped) : "refused"),
    {
      delay: (sent) => 1000 + placeOf(sent, recorded),
      draw: () => firstServerOf(walk, recorded),
      takesTcp: (server) => walk.noTcp !== true && isThere(server),
      closesTcp: walk.tcpClose === true,
    },
  );
  let id = 0;
  let query = 0;
  const result = runner.run(
    getAddressInfo(recorded.lib as Libc, {
      name: walk.name,
      request: null,
      resolvConf: walk.resolvConf,
      nextId: () => ++id,
      nextQuery: () => queryId(++query),
      ...(walk.family === "inet" ? { family: "ipv4" as const } : {}),
      ...(walk.family === "inet6" ? { family: "ipv6" as const } : {}),
    }),
  );
  const addresses = result.kind === "found" ? result.addresses : [];
  const canon = result.kind === "found" ? result.canonicalName : undefined;
  return [
    ...differences(
      "queries",
      textsOf(sentBy(runner, isThere), recorded),
      textsOf(recorded.queries, recorded),
    ),
    ...differences("result", KINDS[result.kind], recorded.result),
    ...differences("addresses", addresses.toSorted(), (recorded.addresses ?? []).toSorted()),
    ...differences("canonical name", canon, recorded.canon),
    ...differences("seconds", Math.floor(runner.now / 1e6), recorded.seconds ?? 0),
    ...differences("open sockets", runner.open.size, 0),
  ];
}

// Where `rotate` begins is a matter of chance.
function firstServerOf({ resolvConf }: RecordedWalk, { queries }: RecordedResult): number {
  const servers = [...resolvConf.matchAll(/^nameserver (\S+)/gm)].map(([, server]) => server);
  return Math.max(0, servers.indexOf(queries[0]?.server));
}

// Of several servers the one that was heard first answers first.
function placeOf({ to, message }: SentDatagram, { queries }: RecordedResult): number {
  const [question] = message.question;
  return queries.findIndex(
    ({ server, qname, qtype }) =>
      server === to && qname === question?.name && qtype === question.type,
  );
}

// Sockets are counted in the order in which a question came from them.
function sentBy(
  { sent }: DnsRunner,
  isThere: (server: Address) => boolean,
): readonly RecordedQuery[] {
  const heard = sent.filter(({ to }) => isThere(to));
  const sockets = [...new Set(heard.map(({ socket }) => socket))];
  return heard.map(({ socket, to, message, transport }) => ({
    server: to,
    proto: transport,
    qname: message.question[0]?.name ?? "",
    qtype: message.question[0]?.type ?? "",
    socket: sockets.indexOf(socket),
  }));
}

function textsOf(queries: readonly RecordedQuery[], { racy }: RecordedResult): readonly string[] {
  const texts = queries.map(({ server, proto, qname, qtype, socket }) =>
    [server, proto, qname, qtype, socket].join(" "),
  );
  return racy === true ? texts.toSorted() : texts;
}

function answerOf(
  common: Zone,
  walk: RecordedWalk,
  { to, message, transport }: SentDatagram,
  dropped: Map<string, number>,
): DnsMessage | "silence" {
  const [question] = message.question;
  assert.ok(question);
  const entry = entryFor(common, walk, to, question.name.toLowerCase());
  if (entry === undefined) return known(replyTo(message, "NXDOMAIN"));
  const type = question.type === "AAAA" ? "AAAA" : "A";
  if (entry.drop === "all" || entry.drop === type || entry.drop === transport) return "silence";
  const key = `${to} ${question.name} ${type}`;
  const before = dropped.get(key) ?? 0;
  dropped.set(key, before + 1);
  if (before < (entry.dropFirst ?? 0)) return "silence";
  const ofType = type === "AAAA" ? entry.rcodeAAAA : entry.rcodeA;
  const rcode = parseRcode(ofType ?? entry.rcode ?? "");
  if (rcode !== null && rcode !== "NOERROR") return known(replyTo(message, rcode));
  const isCut = entry.truncate === true || entry.truncate === type;
  if (isCut && transport === "udp") {
    const cut = known(replyTo(message));
    return { ...cut, flags: { ...cut.flags, tc: true } };
  }
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

function entryFor(
  common: Zone,
  walk: RecordedWalk,
  to: Address,
  name: string,
): ZoneEntry | undefined {
  const own = walk.servers?.[to];
  const zones = [own, walk.zoneExtra, common];
  return own?.["*"] ?? zones.map((one) => one?.[name]).find((one) => one !== undefined);
}

function known(message: DnsMessage): DnsMessage {
  return { ...message, flags: { ...message.flags, ra: true } };
}
