import { address, parseAddress } from "../../../../src/base/address.js";
import { prefix } from "../../../../src/base/prefix.js";
import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import { setupAcl } from "../../../../src/dns/plugins/acl/setup.js";
import { handleAny } from "../../../../src/dns/plugins/any/handler.js";
import { createChaos } from "../../../../src/dns/plugins/chaos/handler.js";
import { createErratic } from "../../../../src/dns/plugins/erratic/handler.js";
import type { ErraticOptions } from "../../../../src/dns/plugins/erratic/handler.js";
import { createLocal } from "../../../../src/dns/plugins/local/handler.js";
import { handleWhoami } from "../../../../src/dns/plugins/whoami/handler.js";
import type { Answer, Handler } from "../../../../src/dns/chain.js";
import { parseRecordType } from "../../../../src/packet/dns-code.js";
import { ednsOf } from "../../../../src/packet/dns-edns.js";
import type { DnsMessage, RecordClass } from "../../../../src/packet/dns-message.js";
import { fullyQualified } from "../../../../src/packet/dns-name.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { CheckContext, TableCheck } from "../conformance-case.js";
import { messageOf } from "./query-case.js";
import { readZoneRecord } from "./zone-record.js";

/** The tables of `plugins/unit/acl.json`. */
export const ACL_UNITS: Readonly<Record<string, TableCheck>> = { TestACLServeDNS: checkAcl };

/** The tables of `plugins/unit/any.json`. */
export const ANY_UNITS: Readonly<Record<string, TableCheck>> = {
  TestAnyNonANYQuery: ({ qtype }: { readonly qtype: string }) =>
    differences(
      "kind",
      visitPlugin(handleAny, queryFor("example.org", qtype), NEXT).kind,
      "written",
    ),
};

/** The tables of `plugins/unit/chaos.json`. */
export const CHAOS_UNITS: Readonly<Record<string, TableCheck>> = { TestChaos: checkChaos };

/** The tables of `plugins/unit/erratic.json`. */
export const ERRATIC_UNITS: Readonly<Record<string, TableCheck>> = {
  TestErraticDrop: checkDrop,
  TestErraticTruncate: checkTruncate,
};

/** The tables of `plugins/unit/local.json`. */
export const LOCAL_UNITS: Readonly<Record<string, TableCheck>> = { "table/testcases": checkLocal };

/** The tables of `plugins/unit/whoami.json`. */
export const WHOAMI_UNITS: Readonly<Record<string, TableCheck>> = { TestWhoami: checkWhoami };

// The plugin behind answers that all is well.
const NEXT: { readonly next: Handler } = {
  *next(visit) {
    return yield* visit.write(replyTo(visit.request.message));
  },
};

function queryFor(name: string, qtype: string, own: RecordClass = "IN"): DnsMessage {
  const type = parseRecordType(qtype);
  if (type === null) throw new Error(`${qtype} is no record type`);
  return createQuery(0, { name: fullyQualified(name), type, class: own });
}

interface AclCase {
  readonly args: { readonly domain: string; readonly qtype: string; readonly sourceIP: string };
  readonly config: string;
  readonly zones: readonly string[];
  readonly wantRcode: string;
  readonly wantExtendedErrorCode?: number | null;
  readonly expectNoResponse?: boolean;
}

function checkAcl(one: AclCase): readonly string[] {
  const { args, config, wantRcode, wantExtendedErrorCode = null } = one;
  const zones = one.zones.length === 0 ? ["."] : one.zones.map(fullyQualified);
  const done = setupAcl(dispense(lexCorefile({ name: "acl", text: config }, 0)), { zones });
  if (isMistake(done)) return [done.text];
  const started = done.parts[0]?.start({} as never);
  if (typeof started !== "function") return ["there is no handler"];
  const query = queryFor(args.domain, args.qtype);
  const client = parseAddress(args.sourceIP);
  const around = client === null ? NEXT : { ...NEXT, client };
  const answer = visitPlugin(started, query, around);
  const option = codeOf(answer);
  return [
    ...differences("silent", answer.kind === "silent", one.expectNoResponse === true),
    ...(answer.kind === "silent"
      ? []
      : differences("rcode", messageOf(answer, query).rcode, wantRcode)),
    ...differences("extended error", option, wantExtendedErrorCode),
  ];
}

function codeOf(answer: Answer): number | null {
  const edns = answer.kind === "written" ? ednsOf(answer.message) : null;
  const data = edns?.options?.[0]?.data;
  return data === undefined ? null : Number.parseInt(data.slice(0, 4), 16);
}

interface ChaosCase {
  readonly qname: string;
  readonly qtype?: string;
  readonly expectedReply?: string;
}

// What the test of CoreDNS sets: a version and one author (coredns plugin/chaos/chaos_test.go).
function checkChaos({ qname, qtype, expectedReply }: ChaosCase): readonly string[] {
  const chaos = createChaos({ version: "CoreDNS-001", authors: ["Miek Gieben"], hostName: "vm" });
  const query = queryFor(qname, qtype ?? "TXT", "CH");
  const answer = visitPlugin(chaos, query, NEXT);
  const data = messageOf(answer, query).answer.map((record) => record.data);
  return differences("answer", data, expectedReply === undefined ? [] : [`"${expectedReply}"`]);
}

interface ErraticCase {
  readonly rrtype?: string;
  readonly expectedCode: string;
  readonly drop?: boolean;
  readonly truncate?: boolean;
}

const NO_FAULTS: ErraticOptions = { drop: 0, delay: 0, truncate: 0, delaySeconds: 0, large: false };

// The queries of a table are asked one after the other.
function replay(options: ErraticOptions, { list, index }: CheckContext): Answer | undefined {
  const erratic = createErratic(options);
  return (list as readonly ErraticCase[])
    .slice(0, index + 1)
    .map(({ rrtype = "A" }) => visitPlugin(erratic, queryFor("example.org", rrtype)))
    .at(-1);
}

function checkDrop({ drop, expectedCode }: ErraticCase, context: CheckContext): readonly string[] {
  const answer = replay({ ...NO_FAULTS, drop: 2 }, context);
  const kind = drop === true ? "silent" : expectedCode === "SERVFAIL" ? "returned" : "written";
  return differences("kind", answer?.kind, kind);
}

// Of what is not to be cut, CoreDNS's test does not look at the flag.
function checkTruncate({ truncate }: ErraticCase, context: CheckContext): readonly string[] {
  const answer = replay({ ...NO_FAULTS, truncate: 2 }, context);
  const isCut = answer?.kind === "written" && answer.message.flags.tc;
  return truncate === true
    ? differences("cut", isCut, true)
    : differences("kind", answer?.kind, "written");
}

interface LocalCase {
  readonly question: string;
  readonly qtype: string;
  readonly rcode: string;
  readonly answer: string | null;
  readonly ns: string | null;
}

// Types and owners are compared, as in CoreDNS's test: its SOA records have their names the other way round.
function checkLocal({ question, qtype, rcode, answer, ns }: LocalCase): readonly string[] {
  const query = queryFor(question, qtype);
  const reply = messageOf(visitPlugin(createLocal(true), query), query);
  const heads = (records: DnsMessage["answer"]): readonly string[] =>
    records.map(({ name, type }) => `${name} ${type}`);
  const expected = (line: string | null): readonly string[] =>
    line === null ? [] : heads([readZoneRecord(line)]);
  return [
    ...differences("rcode", reply.rcode, rcode),
    ...differences("answer", heads(reply.answer), expected(answer)),
    ...differences("authority", heads(reply.authority), expected(ns)),
  ];
}

interface WhoamiCase {
  readonly qname: string;
  readonly qtype: string;
  readonly remote?: string;
  readonly expectedReply: readonly string[];
}

function checkWhoami({ qname, qtype, remote, expectedReply }: WhoamiCase): readonly string[] {
  const client = remote === undefined ? address("10.240.0.1") : prefix(remote).base;
  const query = queryFor(qname, qtype);
  const reply = messageOf(visitPlugin(handleWhoami, query, { client }), query);
  const [own, service] = reply.additional;
  return [
    ...differences("names", [own?.name, service?.name], expectedReply),
    ...differences("type", own?.type, remote === undefined ? "A" : "AAAA"),
  ];
}
