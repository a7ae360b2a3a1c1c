import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playHosts } from "../support/host-scenario.js";

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
