import { createAutopath } from "../../../../src/dns/plugins/autopath/handler.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { isInZone } from "../../../../src/packet/dns-name.js";
import type { Rcode } from "../../../../src/packet/dns-message.js";
import { replyTo } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { checkReply, messageOf, queryOf } from "./query-case.js";
import type { QueryCase } from "./query-case.js";
import { readZoneRecord } from "./zone-record.js";

const KNOWN: Readonly<Record<string, Rcode>> = {
  "b.example.org.": "NXDOMAIN",
  "b.com.": "NOERROR",
  "a.example.com.": "NOERROR",
};

// The plugin behind knows a few names, and fails for all others.
const knowing: Handler = function* know(visit) {
  const { name } = visit.question;
  const rcode = KNOWN[name];
  if (rcode === undefined) return yield* visit.fail("SERVFAIL", null);
  const reply = replyTo(visit.request.message, rcode);
  const record = readZoneRecord(`${name} 3600 IN A 127.0.0.53`);
  return yield* visit.write({ ...reply, answer: rcode === "NOERROR" ? [record] : [] });
};

const search = ["example.org.", "example.com.", "com.", ""];

function checkTry(entry: QueryCase): readonly string[] {
  const query = queryOf(entry);
  const handler = createAutopath({ zones: ["."], search, plugin: null });
  return checkReply(messageOf(visitPlugin(handler, query, { next: knowing }), query), entry);
}

function checkNothing(entry: QueryCase): readonly string[] {
  const handler = createAutopath({ zones: ["."], search, plugin: null });
  const { kind } = visitPlugin(handler, queryOf(entry), { next: knowing });
  return differences("answer", kind, "returned");
}

/** What `plugins/unit/autopath.json` is compared by. */
export const AUTOPATH_UNITS: Readonly<Record<string, TableCheck>> = {
  "table/autopathTestCases": checkTry,
  "table/autopathNoAnswerTestCases": checkNothing,
  TestInSearchPath: ({ qname, b }: { readonly qname: string; readonly b: boolean }) =>
    differences("in the search path", isInZone(qname, "default.svc.cluster.local."), b),
};
