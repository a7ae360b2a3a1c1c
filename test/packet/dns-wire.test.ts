import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ednsOf, optRecord } from "../../src/packet/dns-edns.js";
import { describeOption } from "../../src/packet/edns-option.js";
import { extendedError } from "../../src/packet/extended-error.js";
import type { DnsMessage, RecordType, ResourceRecord } from "../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../src/packet/dns-reply.js";
import { decodeDns, dnsSize, encodeDns } from "../../src/packet/dns-wire.js";

const query = createQuery(0x1234, { name: "web.shop.svc.cluster.local.", type: "A", class: "IN" });

function record(name: string, type: RecordType, data: string): ResourceRecord {
  return { name, type, class: "IN", ttl: 30, data };
}

const records: readonly ResourceRecord[] = [
  record("web.shop.svc.cluster.local.", "A", "10.96.10.1"),
  record("web.shop.svc.cluster.local.", "AAAA", "fd00:10:96::2"),
  record("ext.shop.svc.cluster.local.", "CNAME", "www.example.com."),
  record("_http._tcp.web.shop.svc.cluster.local.", "SRV", "0 100 80 web.shop.svc.cluster.local."),
  record("1.0.96.10.in-addr.arpa.", "PTR", "kubernetes.default.svc.cluster.local."),
  record(
    "cluster.local.",
    "SOA",
    "ns.dns.cluster.local. hostmaster.cluster.local. 4294967295 7200 1800 86400 5",
  ),
  record("cluster.local.", "NS", "kube-dns.kube-system.svc.cluster.local."),
  record("dns-version.cluster.local.", "TXT", '"1.1.0"'),
  record("txt.example.com.", "TXT", '"two" "strings with \\"quotes\\" and \\195\\169"'),
  record("example.com.", "MX", "10 mail.example.com."),
  record("any.example.com.", "HINFO", '"ANY obsoleted" "See RFC 8482"'),
  record("example.com.", "NAPTR", '100 10 "u" "sip" "!^.*$!sip:x!" .'),
  record("example.com.", "TYPE65280", "\\# 3 00ff10"),
  record("a\\.b.example.com.", "A", "192.0.2.1"),
  record("old.example.com.", "DNAME", "new.example.com."),
  record("example.com.", "CAA", '0 issue "ca.example.net; x=\\"y\\""'),
  record("example.com.", "DS", "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"),
  record("_443._tcp.example.com.", "TLSA", "3 1 1 00FF10"),
  record(
    "example.com.",
    "DNSKEY",
    "257 3 8 AwEAAcNEU67LJI5GEgF9QLNqLO1SMq1EdoQ6E9f85ha0k0ewQGCblyW2836G",
  ),
  record(
    "example.com.",
    "RRSIG",
    "NS 8 2 1800 20380119031407 20160329190224 14460 example.com. dLIeEvP86jg=",
  ),
  record("example.com.", "NSEC", "a.example.com. A NS SOA RRSIG NSEC CAA TYPE65280"),
  record(
    "example.com.",
    "HTTPS",
    '1 . alpn="h2,h3" port="8443" ipv4hint="192.0.2.1,192.0.2.2" ech="AQID"',
  ),
  record(
    "example.com.",
    "SVCB",
    '1 a.example.com. mandatory="alpn,port" no-default-alpn="" key65400="x\\ y"',
  ),
];

describe("DNS messages as bytes", () => {
  it("writes a query as RFC 1035 lays it out", () => {
    const text = Buffer.from(
      encodeDns({ ...query, question: [{ name: "a.b.", type: "A", class: "IN" }] }),
    );
    assert.equal(text.toString("hex"), "12340100000100000000000001610162000001" + "0001");
  });

  it("reads back what it writes, for every type of record", () => {
    const message: DnsMessage = {
      ...replyTo(query),
      flags: { qr: true, aa: true, tc: false, rd: true, ra: true, ad: true, cd: true },
      answer: records,
      authority: records.slice(0, 3),
      additional: [...records.slice(3, 5), optRecord({ size: 1232, version: 0, dnssecOk: true })],
    };
    assert.deepEqual(decodeDns(encodeDns(message)), message);
  });

  it("compresses names that were written before", () => {
    const reply = { ...replyTo(query), answer: records.slice(0, 1) };
    // A pointer, and not 28 bytes of name, before type, class, TTL, length and address.
    assert.equal(dnsSize(reply), dnsSize(query) + 2 + 2 + 2 + 4 + 2 + 4);
  });

  it("reads back the options of an OPT record, and refuses those that are cut short", () => {
    const options = [extendedError(15, "blocked"), { code: 0xffee, data: "abcd" }];
    const opt = optRecord({ size: 1232, version: 0, dnssecOk: false, options });
    const message: DnsMessage = { ...replyTo(query), additional: [opt] };
    const bytes = encodeDns(message);
    assert.deepEqual(decodeDns(bytes), message);
    assert.deepEqual(ednsOf(message)?.options, options);
    assert.deepEqual(options.map(describeOption), [
      "EDE: 15 (Blocked): (blocked)",
      'OPT=65518: ab cd ("..")',
    ]);
    const wrong = bytes.with(bytes.length - 3, 3);
    assert.equal(decodeDns(wrong), null);
  });

  it("carries an extended response code in the OPT record", () => {
    const message: DnsMessage = {
      ...replyTo(query, "BADVERS"),
      additional: [optRecord({ size: 512, version: 0, dnssecOk: false })],
    };
    const decoded = decodeDns(encodeDns(message));
    assert.equal(decoded?.rcode, "BADVERS");
    assert.deepEqual(ednsOf(decoded), { size: 512, version: 0, dnssecOk: false });
  });

  it("refuses names that point at themselves or forward", () => {
    const head = "000001000001000000000000";
    for (const name of ["c00c", "c00e0000", "01c00c", "c0ff"]) {
      assert.equal(decodeDns(Buffer.from(`${head}${name}00010001`, "hex")), null);
    }
  });

  it("refuses what is cut short", () => {
    const bytes = encodeDns({ ...replyTo(query), answer: records });
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(decodeDns(bytes.subarray(0, length)), null);
    }
  });

  it("never throws, and reads nothing twice, on any bytes", () => {
    const hostile = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(hostile, (bytes) => {
        decodeDns(bytes);
      }),
      { numRuns: 2000 },
    );
    const valid = encodeDns({ ...replyTo(query), answer: records });
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), (place, byte) => {
        const decoded = decodeDns(Uint8Array.from(valid).fill(byte, place, place + 1));
        if (decoded !== null) assert.deepEqual(decodeDns(encodeDns(decoded)), decoded);
      }),
      { numRuns: 3000 },
    );
  });
});
