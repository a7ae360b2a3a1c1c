import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playHosts } from "../support/host-scenario.js";
import { playLines } from "../support/kind-scenario.js";

const MASQUERADE = "iptables router -t nat -A POSTROUTING -o eth1 -j MASQUERADE";

describe("an expectation about hosts", () => {
  for (const request of [
    "left ping 10.2.0.2",
    "left connect tcp 10.2.0.2:7",
    "left send udp 10.2.0.2:7",
    "left curl http://10.2.0.2",
  ]) {
    it(`knows who answered, and whom the server saw: ${request}`, () => {
      const { diagnostics } = playHosts(
        `${request}\nexpect answered from right\nexpect source 10.1.0.2 at right\n${MASQUERADE}\n${request}\nexpect source 10.2.0.1 at right`,
      );
      assert.deepEqual(diagnostics, []);
    });
  }

  it("does not hold where somebody else answers, or nobody", () => {
    const { diagnostics } = playHosts(
      "left ping 10.1.0.1\nexpect answered from right\nleft connect tcp 10.2.0.2:8\nexpect answered\nexpect refused",
    );
    assert.deepEqual(
      diagnostics.map(({ code, parameters }) => [
        code,
        parameters["expectation"],
        parameters["found"],
      ]),
      [
        ["expectation-failed", "answered from right", "answered from router"],
        ["expectation-failed", "answered", "refused"],
      ],
    );
  });
});

describe("an expectation about a DNS answer", () => {
  const upstream = `upstream {
  record www.example.com CNAME web.example.net
  record web.example.net A 203.0.113.80
  record web.example.net AAAA 2001:db8::80
}
`;

  const expected = (lines: string): readonly unknown[] =>
    playLines(lines, { more: upstream }).diagnostics.map(({ code, parameters }) => [
      code,
      parameters["expectation"],
      parameters["found"],
    ]);

  it("holds where the records have these values, in any order", () => {
    assert.deepEqual(
      expected(
        "client dig www.example.com\nexpect answer 203.0.113.80, web.example.net.\nclient dig www.example.com MX\nexpect answer web.example.net.",
      ),
      [],
    );
  });

  it("means both families of the name that a resolver found", () => {
    assert.deepEqual(
      expected(
        "client nslookup www.example.com\nexpect answer web.example.net., 203.0.113.80, 2001:db8::80",
      ),
      [],
    );
  });

  it("does not hold where a value is missing, or one is too many", () => {
    assert.deepEqual(
      expected(
        "client dig www.example.com\nexpect answer 203.0.113.80\nclient dig web.example.net TXT\nexpect no-data\nexpect answer text\nexpect server-failure",
      ),
      [
        ["expectation-failed", "answer 203.0.113.80", "answer web.example.net., 203.0.113.80"],
        ["expectation-failed", "answer text", "no data"],
        ["expectation-failed", "server failure", "no data"],
      ],
    );
  });
});

describe("a dump in a host's rules", () => {
  it("is read where it stands", () => {
    const hosts = `
host left {
  address eth0 10.1.0.1/24
  rules {
    *filter
    :INPUT ACCEPT [0:0]
    -A INPUT -p tcp --dprt 80 -j DROP
    COMMIT
  }
}
host right { address eth0 10.1.0.2/24 }
link left.eth0 right.eth0
`;
    const { text, diagnostics } = playHosts("right ping 10.1.0.1", { hosts });
    assert.deepEqual(
      diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [["rules-unknown-option", "--dprt"]],
    );
  });
});
