import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { setupDnstap } from "../../../src/dns/plugins/dnstap/setup.js";
import { readKeys } from "../../../src/dns/plugins/tsig/read-keys.js";
import { setupTsig } from "../../../src/dns/plugins/tsig/setup.js";
import { createQuery } from "../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../support/plugin-visit.js";
import { startedPlugin } from "../../support/started-plugin.js";

/** What CoreDNS says against a directive, alone in a block for `keys`; empty where nothing. */
function mistakeIn(directive: string, keys = "."): string {
  const text = `${keys} {\n${directive}\n}\n`;
  const [first] = readCorefile({ name: "Corefile", text }).diagnostics;
  return first === undefined ? "" : String(first.parameters["text"] ?? first.code);
}

const query = createQuery(1, { name: "www.Example.org.", type: "A", class: "IN" });

describe("dnstap", () => {
  const MISTAKES: readonly (readonly [directive: string, mistake: string])[] = [
    ["dnstap /tmp/a.sock full 1024 4096 {\n identity me\n extra x\n skipverify\n}", ""],
    ["dnstap /tmp/a.sock\n dnstap tcp://127.0.0.1:6000", ""],
    ["dnstap listen tls://0.0.0.0:6001 {\n tls cert key\n}", ""],
    ["dnstap", "Wrong argument count or unexpected line ending after 'dnstap'"],
    ["dnstap listen", "dnstap listen requires an endpoint argument"],
    ["dnstap a full x", 'invalid MultipleTcpWriteBuf "x": strconv.Atoi: parsing "x"'],
    ["dnstap a full 1025", "must be between 1 and 1024 (MiB units): 1025"],
    ["dnstap listen a full 1 0", "must be between 1 and 4096 (x10k messages): 0"],
    ["dnstap a {\n tls cert key\n}", "tls directive only valid for listeners"],
    ["dnstap listen a {\n tls cert\n}", "tls requires cert and key file paths"],
    ["dnstap a {\n identity\n}", "Wrong argument count or unexpected line ending after 'identity'"],
    ["dnstap a {\n name x\n}", "unknown property 'name'"],
  ];
  for (const [directive, mistake] of MISTAKES)
    it(`says ${mistake || "nothing"} of ${directive.replaceAll("\n", " ")}`, () => {
      const said = mistakeIn(directive);
      if (mistake === "") assert.equal(said, "");
      else assert.ok(said.startsWith("plugin/dnstap: ") && said.includes(mistake), said);
    });

  it("hands every query on", () => {
    const answer = visitPlugin(startedPlugin(setupDnstap, "dnstap a"), query);
    assert.equal(answer.kind, "returned");
  });
});

describe("shed", () => {
  it("takes no words, no options, and blocks of plain DNS only", () => {
    assert.equal(mistakeIn("shed"), "");
    assert.match(mistakeIn("shed now"), /Wrong argument count/);
    assert.match(mistakeIn("shed {\n a\n}"), /shed takes no options/);
    const said = mistakeIn("shed", "a.test tls://b.test");
    assert.match(said, /"tls:\/\/b\.test\.:853" uses transport "tls"/);
  });
});

describe("proxyproto", () => {
  const MISTAKES: readonly (readonly [option: string, mistake: string])[] = [
    ["allow 192.168.1.0/24 2001:db8::/32\n default REJECT\n udp_session_tracking 5s 10", ""],
    ["allow 192.168.1.1", "plugin/proxyproto: 192.168.1.1: invalid CIDR address: 192.168.1.1"],
    ["default never", "unexpected line ending after 'never'"],
    ["udp_session_tracking", "unexpected line ending after 'udp_session_tracking'"],
    ["udp_session_tracking soon", 'udp_session_tracking: invalid duration "soon"'],
    ["udp_session_tracking 1s 0", 'invalid max sessions "0": must be a positive integer'],
    ["deny 10.0.0.0/8", "unknown option 'deny'"],
  ];
  for (const [option, mistake] of MISTAKES)
    it(`says ${mistake || "nothing"} of ${option.replaceAll("\n", " ")}`, () => {
      const said = mistakeIn(`proxyproto {\n ${option}\n}`);
      assert.ok(mistake === "" ? said === "" : said.includes(mistake), said);
    });
});

describe("tsig", () => {
  const codeOf = (text: string): string => {
    const answer = visitPlugin(startedPlugin(setupTsig, text), query);
    return answer.kind === "written" ? answer.message.rcode : answer.kind;
  };

  it("refuses what must be signed and is in its zones", () => {
    assert.equal(codeOf("tsig"), "returned");
    assert.equal(codeOf("tsig example.org {\n require A AXFR\n}"), "REFUSED");
    assert.equal(codeOf("tsig example.org {\n require AXFR\n}"), "returned");
    assert.equal(codeOf("tsig example.com {\n require all\n}"), "returned");
    assert.equal(codeOf("tsig {\n require all\n require none\n}"), "REFUSED");
    assert.equal(codeOf("tsig {\n require_opcode NOTIFY QUERY\n}"), "REFUSED");
    assert.equal(codeOf("tsig {\n require_opcode UPDATE\n}"), "returned");
  });

  it("says of everything that is wrong that the words are", () => {
    for (const option of ["secret a", "secret a b\n secret A. c", "secrets none", "require", "x"])
      assert.match(mistakeIn(`tsig {\n ${option}\n}`), /^plugin\/tsig: .*Wrong argument count/);
    assert.match(mistakeIn("tsig {\n require WHAT\n}"), /Wrong argument count/);
    assert.equal(mistakeIn("tsig {\n secret a b\n secret c d\n require none\n}"), "");
  });

  it("reads keys as named.conf has them", () => {
    const key = 'key "a.test." {\n  algorithm hmac-sha256;\n  secret "c2VjcmV0";\n};\n';
    assert.deepEqual(readKeys(`${key}\nkey b {\n secret x;\n}\n`), ["a.test.", "b."]);
    for (const text of [key + key, "zone x", "key {", "key a {\n}", "key a {\n what\n}"])
      assert.equal(readKeys(text), null);
  });
});
