import { address } from "../../../../src/base/address.js";
import { prefix } from "../../../../src/base/prefix.js";
import { createDns64, needsMapping } from "../../../../src/dns/plugins/dns64/handler.js";
import type { Dns64Options } from "../../../../src/dns/plugins/dns64/handler.js";
import { parseRcode, parseRecordType } from "../../../../src/packet/dns-code.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { fullyQualified } from "../../../../src/packet/dns-name.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { writeRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { messageOf } from "./query-case.js";
import { readZoneRecord } from "./zone-record.js";

/** A message as the tables write one. */
interface Written {
  readonly MsgHdr?: { readonly Rcode?: string; readonly Truncated?: boolean };
  readonly Question?: readonly { readonly Name: string; readonly Qtype: string }[];
  readonly Answer?: readonly string[];
  readonly Ns?: readonly string[];
}

/** The tables of `plugins/unit/dns64.json`. */
export const DNS64_UNITS: Readonly<Record<string, TableCheck>> = {
  TestRequestShouldIntercept: checkRequest,
  TestResponseShould: ({ resp, translateAll = false, expected }: ResponseCase) =>
    differences("needs mapping", needsMapping(replyOf(QUERY, resp), { translateAll }), expected),
  TestDNS64: checkFlow,
};

interface ResponseCase {
  readonly resp: Written;
  readonly translateAll?: boolean;
  readonly expected: boolean;
}

interface RequestCase {
  readonly allowIpv4: boolean;
  readonly remoteIP: string;
  readonly msg: { readonly args: readonly [name: string, type: string] };
  readonly want: boolean;
}

interface FlowCase {
  readonly initResp: Written;
  readonly aResp?: Written;
  readonly resp: Written;
}

const QUERY = createQuery(0, { name: "example.com.", type: "AAAA", class: "IN" });
const OPTIONS: Dns64Options = {
  prefix: prefix("64:ff9b::/96"),
  translateAll: false,
  allowIpv4: true,
};

// That it takes a query on itself shows in the second question.
function checkRequest({ allowIpv4, remoteIP, msg, want }: RequestCase): readonly string[] {
  const [name, qtype] = msg.args;
  const type = parseRecordType(qtype) ?? "A";
  const query = createQuery(0, { name: fullyQualified(name), type, class: "IN" });
  let asksAgain = false;
  visitPlugin(createDns64({ ...OPTIONS, allowIpv4 }), query, {
    client: address(remoteIP),
    *next(visit) {
      return yield* visit.write(replyTo(visit.request.message));
    },
    lookUp() {
      asksAgain = true;
      return replyTo(query);
    },
  });
  return differences("intercepts", asksAgain, want);
}

function checkFlow({ initResp, aResp, resp }: FlowCase): readonly string[] {
  const answer = visitPlugin(createDns64(OPTIONS), QUERY, {
    *next(visit) {
      return yield* visit.write(replyOf(visit.request.message, initResp));
    },
    lookUp: () => (aResp === undefined ? null : replyOf(QUERY, aResp)),
  });
  const found = messageOf(answer, QUERY);
  const expected = replyOf(QUERY, resp);
  const inForm = ({ rcode, flags, answer: records, authority }: DnsMessage): object => ({
    rcode,
    tc: flags.tc,
    answer: records.map(writeRecord),
    authority: authority.map(writeRecord),
  });
  return differences("reply", inForm(found), inForm(expected));
}

function replyOf(query: DnsMessage, { MsgHdr = {}, Answer = [], Ns = [] }: Written): DnsMessage {
  const reply = replyTo(query, parseRcode(MsgHdr.Rcode ?? "NOERROR") ?? "NOERROR");
  return {
    ...reply,
    flags: { ...reply.flags, tc: MsgHdr.Truncated === true },
    answer: Answer.map(readZoneRecord),
    authority: Ns.map(readZoneRecord),
  };
}
