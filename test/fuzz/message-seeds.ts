import { optRecord } from "../../src/packet/dns-edns.js";
import type { DnsMessage, RecordType, ResourceRecord } from "../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../src/packet/dns-reply.js";
import { encodeDns } from "../../src/packet/dns-wire.js";

/** Messages to begin with, as the project itself encodes them: one of every form of data, and whole answers. */
export function messageSeeds(): readonly Uint8Array[] {
  const records = RECORDS.map(([type, data]) => record(type, data));
  const alone = records.map((own) => answerWith(own.type, [own]));
  const whole = [answerWith("ANY", records), ...pairs(records)];
  const queries = (["A", "SRV", "ANY", "AXFR", "TYPE65280"] as const).map(queryFor);
  return [...alone, ...whole, ...queries, ...ODD].map(encodeDns);
}

const NAME = "web.shop.svc.cluster.local.";

const RECORDS: readonly (readonly [RecordType, string])[] = [
  ["A", "10.96.10.1"],
  ["AAAA", "fd00:10:96::2"],
  ["CNAME", "www.example.com."],
  ["DNAME", "example.net."],
  ["NS", "ns.shop.svc.cluster.local."],
  ["PTR", "kubernetes.default.svc.cluster.local."],
  ["MX", "10 mail.example.com."],
  ["SOA", "ns.cluster.local. admin.cluster.local. 4294967295 7200 1800 86400 5"],
  ["SRV", "0 100 80 web.shop.svc.cluster.local."],
  ["NAPTR", '100 10 "u" "sip" "!^.*$!sip:x!" .'],
  ["TXT", '"two" "strings with \\"quotes\\" and \\195\\169" ""'],
  ["SPF", '"v=spf1 -all"'],
  ["HINFO", '"ANY obsoleted" "See RFC 8482"'],
  ["RP", "admin.example.com. about.example.com."],
  ["AFSDB", "1 afs.example.com."],
  ["CAA", '0 issue "ca.example.net; x=\\"y\\""'],
  ["DS", "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"],
  ["SSHFP", "4 2 00FF10"],
  ["TLSA", "3 1 1 00FF10"],
  ["DNSKEY", "257 3 8 AwEAAcNEU67LJI5GEgF9QLNqLO1SMq1EdoQ6E9f85ha0k0ewQGCblyW2836G"],
  ["RRSIG", "NS 8 2 1800 20380119031407 20160329190224 14460 example.com. dLIeEvP86jg="],
  ["NSEC", "a.example.com. A NS SOA RRSIG NSEC CAA TYPE65280"],
  ["NSEC3", "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR MX RRSIG"],
  ["SVCB", '1 a.example.com. mandatory="alpn,port" no-default-alpn="" key65400="x\\ y"'],
  ["HTTPS", '1 . alpn="h2,h3" port="8443" ipv4hint="192.0.2.1,192.0.2.2" ech="AQID"'],
  ["TYPE65280", "\\# 3 00ff10"],
];

function record(type: RecordType, data: string): ResourceRecord {
  return { name: NAME, type, class: "IN", ttl: 30, data };
}

function queryFor(type: RecordType): DnsMessage {
  const options = [
    { code: 10, data: "24a5ac1223344556" },
    { code: 8, data: "000118000a60" },
    { code: 15, data: "0016626164" },
  ];
  const opt = optRecord({ size: 1232, version: 0, dnssecOk: true, options });
  return { ...createQuery(0x1234, { name: NAME, type, class: "IN" }), additional: [opt] };
}

function answerWith(type: RecordType, answer: readonly ResourceRecord[]): DnsMessage {
  return { ...replyTo(queryFor(type)), answer };
}

// Answers with records in all sections, whose names point at each other.
function pairs(records: readonly ResourceRecord[]): readonly DnsMessage[] {
  return records.slice(0, -2).map((own, index) => ({
    ...replyTo(queryFor("A")),
    answer: [own, ...records.slice(index + 1, index + 3)],
    authority: records.slice(0, 3).map((one) => ({ ...one, name: "cluster.local." })),
    additional: [{ ...own, name: "." }, optRecord({ size: 4096, version: 0, dnssecOk: false })],
  }));
}

const PLAIN = createQuery(0xffff, { name: ".", type: "NS", class: "CH" });
const LONG = `${`${"a".repeat(63)}.`.repeat(3)}${"b".repeat(59)}.`;
const ODD: readonly DnsMessage[] = [
  PLAIN,
  { ...PLAIN, question: [] },
  { ...PLAIN, question: [...PLAIN.question, { name: LONG, type: "A", class: "IN" }] },
  {
    ...replyTo(PLAIN, "NXDOMAIN"),
    answer: [{ ...record("A", "192.0.2.1"), name: "a\\.b\\000.x." }],
  },
];
