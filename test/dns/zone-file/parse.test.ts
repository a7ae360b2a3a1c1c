import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseZoneFile } from "../../../src/dns/zone-file/parse.js";
import type { ParsedZoneFile } from "../../../src/dns/zone-file/parse.js";

const files: Readonly<Record<string, string>> = {
  "zones/hosts": "a 60 A 192.0.2.1\n",
  "zones/circle": "$INCLUDE circle\n",
};

function parse(text: string): ParsedZoneFile {
  const readFile = (path: string): string | null => files[path] ?? null;
  return parseZoneFile({ path: "zones/db", text, origin: "example.org.", readFile });
}

function lines(text: string): readonly string[] {
  const parsed = parse(text);
  if ("error" in parsed) return [parsed.error];
  return parsed.map(
    ({ name, ttl, type, class: own, data }) => `${name} ${ttl} ${own} ${type} ${data}`,
  );
}

describe("a zone file", () => {
  it("has its names below the origin, and owners that are left out are the ones before", () => {
    assert.deepEqual(
      lines("$TTL 1h\n@ NS ns\n IN MX 10 mail.example.net.\n$ORIGIN sub\nwww A 192.0.2.7\n"),
      [
        "example.org. 3600 IN NS ns.example.org.",
        "example.org. 3600 IN MX 10 mail.example.net.",
        "www.sub.example.org. 3600 IN A 192.0.2.7",
      ],
    );
  });

  it("joins lines between parentheses, and passes over comments", () => {
    const soa = "@ 60 IN SOA ns admin ( 7 ; serial\n 2h 30m\n 2w 5 ) ; end\n";
    assert.deepEqual(lines(soa), [
      "example.org. 60 IN SOA ns.example.org. admin.example.org. 7 7200 1800 1209600 5",
    ]);
  });

  it("takes class and TTL in any order, and the last TTL where none is said", () => {
    assert.deepEqual(lines("a IN 5 A 192.0.2.1\nb 7 IN A 192.0.2.2\nc A 192.0.2.3\n"), [
      "a.example.org. 5 IN A 192.0.2.1",
      "b.example.org. 7 IN A 192.0.2.2",
      "c.example.org. 7 IN A 192.0.2.3",
    ]);
  });

  it("keeps what stands in quotes together, and writes each text in quotes", () => {
    assert.deepEqual(lines('t 5 TXT "a; (b)" c "d\\"e"\n'), [
      't.example.org. 5 IN TXT "a; (b)" "c" "d\\"e"',
    ]);
  });

  it("reads parameters of service bindings with and without quotes", () => {
    assert.deepEqual(lines('s 5 HTTPS 1 . alpn="h2,h3" port=8443\n'), [
      's.example.org. 5 IN HTTPS 1 . alpn="h2,h3" port="8443"',
    ]);
  });

  it("makes lines with $GENERATE", () => {
    assert.deepEqual(lines("$GENERATE 1-5/2 host-${10,3,x} A 10.0.0.$\n"), [
      "host-00b.example.org. 3600 IN A 10.0.0.1",
      "host-00d.example.org. 3600 IN A 10.0.0.3",
      "host-00f.example.org. 3600 IN A 10.0.0.5",
    ]);
  });

  it("includes other files, relative to itself and with an origin of their own", () => {
    assert.deepEqual(lines("$INCLUDE hosts in\nb 5 A 192.0.2.2\n"), [
      "a.in.example.org. 60 IN A 192.0.2.1",
      "b.example.org. 5 IN A 192.0.2.2",
    ]);
    assert.match(String(lines("$INCLUDE circle\n")[0]), /^zones\/circle: dns: too deeply nested/);
  });

  it("says what is wrong where it shows, in CoreDNS's words", () => {
    assert.deepEqual(lines("a 5 A 192.0.2.300\n"), [
      'zones/db: dns: bad A A: "192.0.2.300" at line: 1:17',
    ]);
    assert.deepEqual(lines("$TTL 5\n\na..b A 192.0.2.3\n"), [
      'zones/db: dns: bad owner name: "a..b" at line: 3:5',
    ]);
    assert.deepEqual(lines("a 5 MX 10 mail rest\n"), [
      'zones/db: dns: garbage after rdata: "rest" at line: 1:19',
    ]);
    assert.match(String(lines("@ 5 SOA ns admin ( 1 2\n")[0]), /unbalanced brace/);
    assert.match(String(lines("$GENERATE 5-1 a A 1.1.1.1\n")[0]), /bad range in \$GENERATE range/);
    assert.match(String(lines("$INCLUDE nowhere\n")[0]), /open zones\/nowhere: no such file/);
  });

  it("never throws, whatever the text", () => {
    const words = [
      "@",
      "$TTL",
      "$ORIGIN",
      "$INCLUDE",
      "$GENERATE 1-3",
      "IN",
      "A",
      "MX",
      "TXT",
      "SVCB",
      "\\#",
    ];
    const marks = [
      "(",
      ")",
      '"',
      ";",
      "\\",
      "\n",
      " ",
      "\t",
      "$",
      "${1,2,x}",
      "10",
      "h=",
      "RRSIG",
      "NSEC",
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words, ...marks), fc.string()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (parts) => {
        parse(parts.join(""));
        parse(parts.join(" "));
      }),
      { numRuns: 2000 },
    );
  });
});
