import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { TraceState } from "../../src/trace/state.js";
import type { Trace } from "../../src/trace/trace.js";
import { namespaceId } from "../../src/trace/id.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

const ROUTER = namespaceId("host/router");
const LEFT = namespaceId("host/left");

function lastState({ header, events }: Trace): TraceState {
  return events.reduce(reduce, initialState(header));
}

function commandsOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "command-run" ? [`${event.namespace ?? ""}: ${event.command}`] : [],
  );
}

function outcomesOf(trace: Trace): readonly string[] {
  return endsOf(trace).map(({ outcome }) => outcome);
}

/** A change is told by the command that makes it, and what follows is different. */
describe("a change while the play goes on", () => {
  it("of a setting", () => {
    const { trace } = playHosts(
      "left ping 10.2.0.2\nsysctl router net.ipv4.ip_forward 0\nleft ping 10.2.0.2",
    );
    assert.deepEqual(commandsOf(trace), ["host/router: sysctl -w net.ipv4.ip_forward=0"]);
    assert.deepEqual(outcomesOf(trace), ["answered", "timed out"]);
    assert.equal(lastState(trace).tables[ROUTER]?.sysctls["net/ipv4/conf/eth0/forwarding"], "0");
  });

  it("of routes", () => {
    const { trace } = playHosts(
      "break route left 0.0.0.0/0\nleft ping 10.2.0.2\nroute left add 10.2.0.0/24 via 10.1.0.1\nleft ping 10.2.0.2",
    );
    assert.deepEqual(commandsOf(trace), [
      "host/left: ip route del default",
      "host/left: ip route add 10.2.0.0/24 via 10.1.0.1 dev eth0",
    ]);
    assert.deepEqual(outcomesOf(trace), ["unreachable", "answered"]);
    const routes = lastState(trace).tables[LEFT]?.routes.map(({ text }) => text) ?? [];
    assert.ok(routes.some((text) => text.startsWith("10.2.0.0/24 via 10.1.0.1 dev eth0")));
    assert.ok(!routes.some((text) => text.startsWith("default")));
  });

  it("of a link: routes go with the device, the kernel's own come back, those by hand do not", () => {
    const { trace } = playHosts(
      "break link left eth0\nleft ping 10.2.0.2\nrestore link left eth0\nleft ping 10.1.0.1\nleft ping 10.2.0.2",
    );
    assert.deepEqual(commandsOf(trace), [
      "host/left: ip link set dev eth0 down",
      "host/left: ip link set dev eth0 up",
    ]);
    assert.deepEqual(outcomesOf(trace), ["unreachable", "answered", "unreachable"]);
  });

  it("of the rules, by the words of iptables", () => {
    const { trace } = playHosts(
      [
        "iptables router -t nat -A POSTROUTING -o eth1 -j MASQUERADE",
        "left connect tcp 10.2.0.2:7",
        "expect source 10.2.0.1 at right",
        "iptables router -I FORWARD 1 -p tcp --dport 7 -j REJECT --reject-with tcp-reset",
        "left connect tcp 10.2.0.2:7",
        "iptables router -D FORWARD 1",
        "left connect tcp 10.2.0.2:7",
      ].join("\n"),
    );
    assert.deepEqual(outcomesOf(trace), ["answered", "refused", "answered"]);
    const tables = lastState(trace).ruleSets.find(
      ({ namespace, family }) => namespace === ROUTER && family === "ipv4",
    )?.tables;
    const rules = tables?.flatMap(({ name, chains }) =>
      chains.flatMap((chain) =>
        chain.rules.map((rule) => `${name} ${chain.name} ${trace.header.texts[rule] ?? "?"}`),
      ),
    );
    assert.deepEqual(rules, ["nat POSTROUTING -o eth1 -j MASQUERADE"]);
  });

  it("of the rules, by a dump", () => {
    const { trace, diagnostics } = playHosts(
      "rules router {\n*filter\n:FORWARD DROP [0:0]\nCOMMIT\n}\nleft connect tcp 10.2.0.2:7\nexpect timeout",
    );
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(commandsOf(trace), ["host/router: iptables-restore"]);
  });

  it("of neighbours", () => {
    const { trace } = playHosts(
      "left ping 10.1.0.1\nneighbour left add 10.1.0.1 lladdr 02:00:00:00:00:01 dev eth0\nleft ping 10.1.0.1\nleft ping 10.1.0.9\nflush neighbours left",
    );
    assert.deepEqual(outcomesOf(trace).slice(0, 2), ["answered", "timed out"]);
    // What was set by hand stays.
    assert.deepEqual(
      lastState(trace).tables[LEFT]?.neighbours.map(({ address, state }) => [address, state]),
      [["10.1.0.1", "PERMANENT"]],
    );
  });

  it("of conntrack: entries go, and a full table takes no more", () => {
    const { trace } = playHosts(
      [
        "iptables router -A FORWARD -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT",
        "left send udp 10.2.0.2:7",
        "left ping 10.2.0.2",
        "flush conntrack router -p udp",
        "flush conntrack router",
        "conntrack-limit router 1",
        "left send udp 10.2.0.2:7",
        "right send udp 10.1.0.2:7",
      ].join("\n"),
    );
    const removed = trace.events.flatMap((event) =>
      event.kind === "connection-expired" ? [event.reason] : [],
    );
    assert.deepEqual(removed.slice(0, 2), ["deleted", "flushed"]);
    assert.deepEqual(outcomesOf(trace).slice(-2), ["answered", "timed out"]);
  });

  it("of a cable that loses everything", () => {
    const { trace } = playHosts(
      "left ping 10.2.0.2\nlose 100% on left eth0\nleft ping 10.2.0.2\nlose 0% on left eth0\nleft ping 10.2.0.2",
    );
    assert.deepEqual(outcomesOf(trace), ["answered", "timed out", "answered"]);
    assert.equal(commandsOf(trace)[0], "host/left: tc qdisc replace dev eth0 root netem loss 100%");
  });

  const mistakes = [
    [
      "a rule for a chain that is not there",
      "iptables router -A FORWARD -j NOWHERE",
      "rules-unknown-chain",
      "NOWHERE",
    ],
    [
      "a rule that is not there",
      "iptables router -D FORWARD -p tcp -j DROP",
      "rules-no-such-rule",
      "-D",
    ],
    [
      "a route that is not there",
      "break route left 10.9.0.0/16",
      "no-such-route",
      "break route left 10.9.0.0/16",
    ],
    [
      "a route that the kernel refuses",
      "route left add 10.9.0.0/16 via 10.77.0.1",
      "route-refused",
      "10.9.0.0/16 via 10.77.0.1",
    ],
    [
      "words that conntrack does not know",
      "flush conntrack router --nonsense 1",
      "conntrack-unknown-option",
      "--nonsense 1",
    ],
  ] as const;
  for (const [what, line, code, marked] of mistakes) {
    it(`is reported in its place for ${what}, and nothing changes`, () => {
      const { text, trace, diagnostics } = playHosts(line);
      assert.deepEqual(
        diagnostics.map((each) => [each.code, text.slice(each.span.start, each.span.end)]),
        [[code, marked]],
      );
      assert.deepEqual(commandsOf(trace), []);
    });
  }
});
