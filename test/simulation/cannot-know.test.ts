import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playHosts } from "../support/host-scenario.js";

/** Two hosts, of which one has a rule that nobody can read. */
function hosts(chain: string, protocol = "icmp"): string {
  return `
host a { address eth0 10.0.0.1/24 }
host b {
  address eth0 10.0.0.2/24
  serves 80/tcp http 200 "hello"
  rules {
    *filter
    :INPUT ACCEPT [0:0]
    :OUTPUT ACCEPT [0:0]
    -A ${chain} -p ${protocol} -m bogus --foo 3 -j ACCEPT
    COMMIT
  }
}
link a.eth0 b.eth0
`;
}

/** The last request's end, what was found of each expectation, and what is wrong with the scenario. */
function played(lines: string, rules: string) {
  const { trace, diagnostics } = playHosts(lines, { hosts: rules });
  return {
    end: trace.events.findLast((event) => event.kind === "request-ended"),
    checked: trace.events.filter((event) => event.kind === "expectation-checked"),
    failed: diagnostics.filter(({ code }) => code === "expectation-failed").length,
  };
}

describe("a request that meets a match that is not simulated", () => {
  const EXPECTED = [
    "timeout",
    "answered",
    "refused",
    "unreachable",
    "200",
    "source 10.0.0.1 at b",
    "unknown",
  ];

  for (const chain of ["INPUT", "OUTPUT"]) {
    it(`ends as one that cannot be known, and nothing else that is expected holds (${chain})`, () => {
      const lines = ["a ping b", ...EXPECTED.map((each) => `expect ${each}`)].join("\n");
      const { end, checked, failed } = played(lines, hosts(chain));
      assert.equal(end?.outcome, "cannot know");
      assert.equal(end.output, "");
      assert.deepEqual(
        checked.map(({ holds, found }) => [holds, found]),
        EXPECTED.map((each) => [each === "unknown", "cannot know"]),
      );
      assert.equal(failed, EXPECTED.length - 1);
    });
  }

  it("says nothing about one that does not meet it", () => {
    const { end, failed } = played("a ping b\nexpect answered", hosts("INPUT", "tcp"));
    assert.equal(end?.outcome, "answered");
    assert.equal(failed, 0);
    const { checked } = played("a ping b\nexpect unknown", hosts("INPUT", "tcp"));
    assert.deepEqual(
      checked.map(({ holds, found }) => [holds, found]),
      [[false, "answered"]],
    );
  });

  it("does not touch the requests before and after it", () => {
    const { trace } = playHosts("a ping b\na curl http://b\na ping b", {
      hosts: hosts("INPUT", "tcp"),
    });
    assert.deepEqual(
      trace.events.flatMap((event) => (event.kind === "request-ended" ? [event.outcome] : [])),
      ["answered", "cannot know", "answered"],
    );
  });
});
