import { createAuto } from "../../../../src/dns/plugins/auto/handler.js";
import { goTemplate } from "../../../../src/dns/plugins/auto/expand-template.js";
import { createFile } from "../../../../src/dns/plugins/file/handler.js";
import { closestEncloser } from "../../../../src/dns/zone-file/denial.js";
import { isLoadError, loadZone } from "../../../../src/dns/zone-file/load-zone.js";
import { canonicalName } from "../../../../src/dns/zone-file/name-order.js";
import type { Zone } from "../../../../src/dns/zone-file/zone.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { differences, Unsupported } from "../conformance-case.js";
import type { CheckContext, TableCheck } from "../conformance-case.js";
import { checkReply, messageOf, queryOf, recordsIn } from "./query-case.js";
import type { QueryCase } from "./query-case.js";

type Tables = CheckContext["tables"];

function zoneIn(tables: Tables, name: string, origin: string): Zone {
  const zones = tables["zones"] as Readonly<Record<string, { readonly text: string }>>;
  const text = zones[name]?.text ?? zoneOfAnswers(tables, TOLD_BY[name] ?? "", origin);
  if (text === null) throw new Unsupported(`the zone ${name}, which the recordings lack`);
  const zone = loadZone(new Map([["stdin", text]]), "stdin", origin);
  if (zone === null || isLoadError(zone)) throw new Error(zone?.error ?? "no zone");
  return zone;
}

/** The zones that the recordings lack, each with the table whose answers name what is asked for in it. */
const TOLD_BY: Readonly<Record<string, string>> = {
  exampleOrgSigned: "table/secureDelegationTestCases",
};

// All records that a table's answers have of a zone, with a SOA record that none of them is asked for.
function zoneOfAnswers(tables: Tables, table: string, origin: string): string | null {
  const cases = tables[table] as readonly QueryCase[] | undefined;
  if (cases === undefined) return null;
  const soa = `${origin} 1800 IN SOA ns.${origin} hostmaster.${origin} 1 14400 3600 604800 14400`;
  const records = cases.flatMap(({ answer, ns, extra }) => recordsIn([answer, ns, extra], tables));
  return [...new Set([soa, ...records])].join("\n");
}

const ask =
  (zone: string, origin: string): TableCheck =>
  (entry: QueryCase, { tables }) => {
    const { handler } = createFile(new Map([[origin, zoneIn(tables, zone, origin)]]), []);
    const query = queryOf(entry);
    return checkReply(messageOf(visitPlugin(handler, query), query), entry, tables);
  };

interface FallCase {
  readonly Cases: readonly {
    readonly Qname: string;
    readonly Qtype: string;
    readonly Rcode: string;
  }[];
  readonly Fall: readonly string[];
}

// Their next plugin fails whatever it is asked.
const failing: Handler = function* fail(visit) {
  return yield* visit.fail("SERVFAIL", null);
};

function checkFall({ Cases, Fall }: FallCase, { tables }: CheckContext): readonly string[] {
  const zones = new Map([["miek.nl.", zoneIn(tables, "dbMiekNL", "miek.nl.")]]);
  const { handler } = createFile(zones, Fall);
  return Cases.flatMap(({ Qname: qname, Qtype: qtype, Rcode }) => {
    const query = queryOf({ qname, qtype, rcode: Rcode, answer: [], ns: [], extra: [] });
    const reply = messageOf(visitPlugin(handler, query, { next: failing }), query);
    return differences(`${qname} ${qtype}`, reply.rcode, Rcode);
  });
}

interface AliasCase {
  readonly qname: string;
  readonly qtype: string;
  readonly authoritative: boolean;
  readonly answer?: readonly string[];
  readonly authority: readonly string[];
  readonly additional: readonly string[];
}

function checkAlias(entry: AliasCase, { tables }: CheckContext): readonly string[] {
  const zone = zoneIn(tables, "dbAliasDelegation", "example.org.");
  const { handler } = createFile(new Map([["example.org.", zone]]), []);
  const { qname, qtype, answer = [], authority: ns, additional: extra } = entry;
  const expected = { qname, qtype, rcode: "NOERROR", answer, ns, extra };
  const query = queryOf(expected);
  const reply = messageOf(visitPlugin(handler, query), query);
  return [
    ...differences("AA", reply.flags.aa, entry.authoritative),
    ...checkReply(reply, expected, tables),
  ];
}

/** What `plugins/unit/file.json` is compared by. */
export const FILE_UNITS: Readonly<Record<string, TableCheck>> = {
  "table/dnsTestCases": ask("dbMiekNL", "miek.nl."),
  "table/additionalTestCases": ask("dbAdditionalExample", "example.org."),
  "TestLookupFallthrough/fallsWithTestCases": checkFall,
  "table/wildcardTestCases": ask("dbDnssexNLSigned", "dnssex.nl."),
  "table/wildcardDoubleTestCases": ask("exampleOrg", "example.org."),
  "table/apexWildcardTestCases": ask("apexWildcard", "example.org."),
  "table/multiWildcardTestCases": ask("doubleWildcard", "example.org."),
  "table/wildcardAdditionalTestCases": ask("dbWildcardAdditional", "example.org."),
  "table/closerENTWildcardTestCases": ask("closerENTWildcard", "example.org."),
  "table/emptyNonTerminalWildcardTestCases": ask("emptyNonTerminalWildcard", "example.org."),
  "table/delegationTestCases": ask("dbMiekNLDelegation", "miek.nl."),
  "table/secureDelegationTestCases": ask("exampleOrgSigned", "example.org."),
  "table/entTestCases": ask("dbMiekENTNL", "miek.nl."),
  "table/atoomTestCases": ask("dbAtoomNetSigned", "atoom.net."),
  "table/dsTestCases": ask("dbMiekNLDelegation", "miek.nl."),
  "table/dnssecTestCases": ask("dbMiekNLSigned", "miek.nl."),
  "table/svcbTestCases": ask("dbSVCBExample", "example.com."),
  TestAliasToDelegation: checkAlias,
  TestClosestEncloser: (
    entry: { readonly in: string; readonly out: string },
    { tables },
  ): readonly string[] => {
    const found = closestEncloser(zoneIn(tables, "dbMiekNL", "miek.nl."), entry.in);
    return differences("name", found?.name, entry.out);
  },
  TestCanonicalEscape: (entry: { readonly in: string; readonly want: string }) =>
    differences("name", canonicalName(entry.in), entry.want),
};

interface AutoCase {
  readonly qname: string;
  readonly qtype: string;
  readonly zones: readonly string[];
  readonly expectedCode?: string;
  readonly shouldMatch: boolean;
}

// Their zones exist and hold nothing.
function checkAuto(entry: AutoCase): readonly string[] {
  const { qname, qtype, zones, expectedCode = "SERVFAIL" } = entry;
  const { handler } = createAuto(zones, new Map(zones.map((zone) => [zone, null])));
  const query = queryOf({ qname, qtype, rcode: expectedCode, answer: [], ns: [], extra: [] });
  return differences("rcode", messageOf(visitPlugin(handler, query), query).rcode, expectedCode);
}

/** What `plugins/unit/auto.json` is compared by. */
export const AUTO_UNITS: Readonly<Record<string, TableCheck>> = {
  TestAutoServeDNS: checkAuto,
  TestRewriteToExpand: (entry: { readonly in: string; readonly expected: string }) =>
    differences("template", goTemplate(entry.in), entry.expected),
};
