import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRandom } from "../../src/base/random.js";
import { runHook } from "../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import { segment, table, testHost } from "./fixture.js";

const PACKET = segment("10.1.0.2:40000", "10.0.0.7:80", ["SYN"]);

describe("a long chain, of which only some rules are tried", () => {
  it("counts as visited what a kernel would have visited", () => {
    const others = Array.from({ length: 100 }, (_, i) => `-A INPUT -d 10.9.0.${i} -j DROP`);
    const host = testHost(
      table(
        "filter",
        ...others,
        "-A INPUT -d 10.0.0.7 -p tcp -m tcp --dport 81 -j DROP",
        "-A INPUT -d 10.0.0.7 -p tcp -m tcp --dport 80 -j USER",
        ...others,
        "-A USER -j RETURN",
      ),
    );
    runHook("INPUT", socketBuffer(PACKET, "eth0", null), host);
    const counts = host.said.flatMap((event) =>
      event.kind === "rule-hit" ? [[event.rule, event.visited]] : [],
    );
    assert.deepEqual(counts, [
      [102, 102],
      [1, 1],
    ]);
    const left = host.said.find((event) => event.kind === "table-left");
    assert.ok(left?.kind === "table-left");
    assert.equal(left.visited, 203);
  });

  it("says what the same rules say one by one", () => {
    for (let seed = 0; seed < 60; seed++) {
      const lines = drawnRules(seed);
      const whole = played(lines);
      const split = played(inShortChains(lines));
      assert.deepEqual(whole, split, `seed ${seed}`);
    }
  });
});

// The verdict, and the targets' own words of every hit: LOG tells which rule it was.
function played(lines: readonly string[]): unknown {
  const host = testHost(table("filter", ...lines));
  const { verdict } = runHook("INPUT", socketBuffer(PACKET, "eth0", null), host);
  const marks = host.said.flatMap((event) => (event.kind === "packet-marked" ? [event.mark] : []));
  return { verdict, marks };
}

function drawnRules(seed: number): readonly string[] {
  const random = createRandom(seed);
  const clauses = [
    "-d 10.0.0.7",
    "-d 10.0.0.8",
    "! -d 10.0.0.7",
    "-d 10.0.0.0/24",
    "-s 10.1.0.2 -d 10.0.0.7",
    "-p tcp -m tcp --dport 80",
    "-p tcp -m tcp --dport 81",
    "-p tcp -m tcp ! --dport 81",
    "-p udp -m udp --dport 80",
    "-p tcp -m comment --comment x -m tcp --dport 80",
    "-p tcp -m tcp --sport 40000 --dport 80",
    "-m statistic --mode nth --every 2 --packet 0 -d 10.0.0.7",
    "-m limit --limit 1/hour --limit-burst 2",
    "-i eth0",
  ];
  return Array.from({ length: 70 }, (_, index) => {
    const clause = clauses[random.integer(clauses.length)] ?? "";
    const target = index === 69 ? "DROP" : `MARK --set-mark ${index + 1}`;
    return `-A INPUT ${clause} -j ${target}`;
  });
}

// One chain of 70 rules as ten chains of seven, which are tried rule by rule.
function inShortChains(lines: readonly string[]): readonly string[] {
  const chains = Array.from({ length: 10 }, (_, chain) => lines.slice(chain * 7, chain * 7 + 7));
  return [
    ...chains.map((_, chain) => `-A INPUT -j PART-${chain}`),
    ...chains.flatMap((rules, chain) =>
      rules.map((rule) => rule.replace("-A INPUT", `-A PART-${chain}`)),
    ),
  ];
}
