import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runHook } from "../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { TestHost } from "./fixture.js";
import { segment, table, testHost, TRACKING } from "./fixture.js";

const SYN = segment("10.1.0.2:40000", "10.0.0.1:80", ["SYN"]);

function inputOf(host: TestHost): ReturnType<typeof runHook> {
  return runHook("INPUT", socketBuffer(SYN, "eth0", null), host);
}

function told(host: TestHost): readonly string[] {
  return host.said.flatMap((event) => {
    if (event.kind === "rule-hit")
      return [`${event.chain} ${event.rule} ${event.verdict.kind} after ${event.visited}`];
    if (event.kind === "chain-left")
      return [`${event.chain} left by ${event.by} after ${event.visited}`];
    if (event.kind !== "table-left") return [];
    return [`${event.verdict}${event.byPolicy ? " by policy" : ""}, ${event.visited} tried`];
  });
}

describe("a walk of a table", () => {
  it("comes back from a jump, counts what it tried, and falls through to the policy", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -s 10.9.0.0/16 -j DROP",
        "-A INPUT -p tcp -j USER",
        "-A INPUT -p udp -j DROP",
        "-A USER -p udp -j DROP",
        "-A USER -p tcp -j RETURN",
        "-A USER -j DROP",
      ),
    );
    assert.equal(inputOf(host).verdict, "accept");
    assert.deepEqual(told(host), [
      "INPUT 2 jump after 2",
      "USER 2 return after 2",
      "USER left by return after 0",
      "accept by policy, 5 tried",
    ]);
  });

  it("goes on above the chain that a goto left", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -j ONE",
        "-A INPUT -p tcp -j ACCEPT",
        "-A ONE -g TWO",
        "-A ONE -j DROP",
        "-A TWO -p udp -j DROP",
      ),
    );
    assert.equal(inputOf(host).verdict, "accept");
    assert.deepEqual(told(host), [
      "INPUT 1 jump after 1",
      "ONE 1 goto after 1",
      "TWO left by end after 1",
      "INPUT 2 accept after 1",
      "accept, 4 tried",
    ]);
  });

  it("returns from a built-in chain to its policy", () => {
    const host = testHost(
      table("filter", "-A INPUT -j RETURN", "-A INPUT -j ACCEPT").replace(
        ":INPUT ACCEPT",
        ":INPUT DROP",
      ),
    );
    const result = inputOf(host);
    assert.equal(result.verdict, "drop");
    assert.deepEqual(result.cause, { table: "filter", chain: "INPUT", rule: null });
    assert.deepEqual(told(host), ["INPUT 1 return after 1", "drop by policy, 1 tried"]);
  });

  it("tells the rule that rejects, and what it answers", () => {
    const host = testHost(table("filter", "-A INPUT -p udp -j DROP", "-A INPUT -j REJECT"));
    const { verdict, cause, rejectWith } = inputOf(host);
    assert.equal(verdict, "reject");
    assert.deepEqual(cause, { table: "filter", chain: "INPUT", rule: 2 });
    assert.equal(rejectWith, "icmp-port-unreachable");
  });

  it("stops where it cannot know", () => {
    for (const rule of ["-m quota --quota 5 -j ACCEPT", "-j TEE --gateway 10.0.0.9"]) {
      const result = inputOf(testHost(table("filter", `-A INPUT ${rule}`)));
      assert.equal(result.verdict, "unknown", rule);
      assert.deepEqual(result.cause, { table: "filter", chain: "INPUT", rule: 1 });
    }
  });

  it("does not stop at an unknown match behind one that fails", () => {
    const host = testHost(table("filter", "-A INPUT -p udp -m set --match-set peers src -j DROP"));
    assert.equal(inputOf(host).verdict, "accept");
  });

  it("reports the draws of chance with the rules that made them", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -m statistic --mode random --probability 0.5 -j ACCEPT",
        "-A INPUT -m statistic --mode random --probability 0.25 -j ACCEPT",
        "-A INPUT -j DROP",
      ),
    );
    const numbers = [0.5, 0.2];
    const random = { ...host.random, next: () => numbers.shift() ?? 0 };
    runHook("INPUT", socketBuffer(SYN, "eth0", null), { ...host, random });
    const hit = host.said.find((event) => event.kind === "rule-hit");
    assert.ok(hit?.kind === "rule-hit");
    assert.equal(hit.rule, 2);
    assert.deepEqual(hit.draws, [
      { rule: 1, probability: 0.5, drawn: 0.5 },
      { rule: 2, probability: 0.25, drawn: 0.2 },
    ]);
  });

  it("marks the packet, and later rules see the mark", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -j MARK --set-xmark 0x4000/0x4000",
        "-A INPUT -m mark --mark 0x4000/0x4000 -j ACCEPT",
        "-A INPUT -j DROP",
      ),
    );
    const { verdict, buffer } = inputOf(host);
    assert.equal(verdict, "accept");
    assert.equal(buffer.mark, 0x4000);
    assert.ok(host.said.some((event) => event.kind === "packet-marked" && event.mark === 0x4000));
  });

  it("ends in a circle of chains instead of walking it forever", () => {
    const host = testHost(table("filter", "-A INPUT -j ONE", "-A ONE -p tcp -j ACCEPT"));
    const filter = host.ruleSets.ipv4.tables[0];
    assert.ok(filter !== undefined);
    const chains = filter.chains.map((chain) =>
      chain.name === "ONE"
        ? {
            ...chain,
            rules: chain.rules.map((rule) => ({
              ...rule,
              target: { kind: "goto", chain: "ONE" } as const,
            })),
          }
        : chain,
    );
    host.ruleSets.ipv4 = { family: "ipv4", tables: [{ ...filter, chains }] };
    assert.equal(inputOf(host).verdict, "unknown");
  });
});

describe("a hook", () => {
  it("has nothing but its two ends on a host without tables", () => {
    const host = testHost("");
    inputOf(host);
    assert.deepEqual(
      host.said.map(({ kind }) => kind),
      ["hook-entered", "hook-left"],
    );
  });

  it("passes its tables in the kernel's order, and names those that are absent", () => {
    const host = testHost(table("mangle") + TRACKING);
    runHook("OUTPUT", socketBuffer(SYN, null, "eth0"), host);
    const passed = host.said.flatMap((event) =>
      event.kind === "table-entered" || event.kind === "connection-looked-up"
        ? [event.kind === "table-entered" ? event.table : "conntrack"]
        : event.kind === "table-skipped"
          ? [`${event.table} ${event.reason}`]
          : [],
    );
    assert.deepEqual(passed, [
      "raw absent",
      "conntrack",
      "mangle",
      "nat",
      "filter absent",
      "security absent",
    ]);
  });

  it("tracks no connections where no rule asks for them", () => {
    const host = testHost(table("filter", "-A INPUT -p udp -j DROP"));
    inputOf(host);
    assert.equal(
      host.said.some(({ kind }) => kind.startsWith("connection")),
      false,
    );
  });

  it("shows each device only where the kernel knows it", () => {
    const host = testHost(table("filter"));
    const buffer = { ...socketBuffer(SYN, "eth0", "cni0") };
    const seen = (["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const).map(
      (hook) => {
        host.said.length = 0;
        runHook(hook, buffer, host);
        const [entered] = host.said;
        return entered?.kind === "hook-entered" ? [entered.input, entered.output] : [];
      },
    );
    assert.deepEqual(seen, [
      ["eth0", null],
      ["eth0", null],
      ["eth0", "cni0"],
      [null, "cni0"],
      ["eth0", "cni0"],
    ]);
  });
});
