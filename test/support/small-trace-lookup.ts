import { address } from "../../src/base/address.js";
import { connectionId, packetId, queryId, requestId } from "../../src/trace/id.js";
import { contextOf, entryOf, messageOf, packetOf, type Recorder } from "./recorder.js";
import { CLIENT, COREDNS, WORKER, cross, intoNode } from "./small-trace-way.js";

const NAME = "example.default.svc.cluster.local.";

/** One question for A, through DNAT to a CoreDNS pod on the same node, and its answer. */
export function lookUp(recorder: Recorder): void {
  const { say } = recorder;
  const question = { name: NAME, type: "A", class: "IN" } as const;
  const query = queryId(1);
  const sent = packetOf("10.244.1.4:41000", "10.96.0.10:53", "udp", messageOf(NAME, "A", null));
  const toPod = packetOf("10.244.1.4:41000", "10.244.1.2:53", "udp", messageOf(NAME, "A", null));
  const answer = messageOf(NAME, "A", ["10.96.1.64"]);
  say(CLIENT, null, {
    kind: "lookup-started",
    request: requestId(1),
    name: "example",
    candidates: [NAME, "example.svc.cluster.local.", "example.cluster.local.", "example."],
    dots: 0,
    ndots: 5,
  });
  say(CLIENT, null, { kind: "candidate-tried", candidate: NAME, index: 0, types: ["A"] });
  say(CLIENT, null, { kind: "query-sent", query, question, server: address("10.96.0.10") });
  say(CLIENT, 1, { kind: "packet-created", headers: sent, program: "curl", parent: null });
  intoNode(recorder, 1, sent, 1);
  say(WORKER, 1, {
    kind: "table-entered",
    hook: "PREROUTING",
    table: "nat",
    chain: "PREROUTING",
    context: contextOf(sent, "veth1c1a", null),
  });
  const jumps = [
    ["PREROUTING", 1, "KUBE-SERVICES", 1],
    ["KUBE-SERVICES", 1, "KUBE-SVC-TCOU7JCQXEZGVUNU", 1],
    ["KUBE-SVC-TCOU7JCQXEZGVUNU", 2, "KUBE-SEP-Z6M7ZHWCTBNMPLD7", 2],
  ] as const;
  for (const [chain, rule, target, visited] of jumps) {
    say(WORKER, 1, {
      kind: "rule-hit",
      table: "nat",
      chain,
      rule,
      verdict: { kind: "jump", chain: target },
      visited,
      draws: [],
      misses: [],
    });
  }
  say(WORKER, 1, {
    kind: "rule-hit",
    table: "nat",
    chain: "KUBE-SEP-Z6M7ZHWCTBNMPLD7",
    rule: 2,
    verdict: { kind: "dnat", to: "10.244.1.2:53" },
    visited: 2,
    draws: [],
    misses: [],
  });
  say(WORKER, 1, {
    kind: "packet-translated",
    translation: "dnat",
    hook: "PREROUTING",
    before: sent,
    headers: toPod,
  });
  say(WORKER, 1, {
    kind: "table-left",
    hook: "PREROUTING",
    table: "nat",
    verdict: "accept",
    byPolicy: false,
    misses: [],
    visited: 6,
  });
  say(WORKER, 1, { kind: "hook-left", hook: "PREROUTING", verdict: "accept" });
  say(WORKER, 1, {
    kind: "route-chosen",
    destination: address("10.244.1.2"),
    route: "10.244.1.2 dev veth2d2b scope host",
    device: "veth2d2b",
    gateway: null,
    decision: "forward",
    table: "main",
    priority: 32766,
  });
  say(WORKER, 1, { kind: "ttl-decremented", ttl: 63 });
  say(WORKER, 1, {
    kind: "connection-confirmed",
    connection: connectionId(1),
    entry: { ...entryOf(sent, "10.244.1.2:53", ["DNAT"]), confirmed: true },
  });
  cross(recorder, 1, "veth2d2b", [WORKER, "veth2d2b"], [COREDNS, "eth0"]);
  say(COREDNS, 1, {
    kind: "packet-ended",
    disposition: "delivered",
    reason: { kind: "socket", program: "coredns", port: 53 },
  });
  say(COREDNS, null, { kind: "block-chosen", query, question, block: 0, zone: "." });
  say(COREDNS, null, { kind: "plugin-entered", query, block: 0, plugin: "errors", line: 2 });
  say(COREDNS, null, { kind: "plugin-entered", query, block: 0, plugin: "cache", line: 7 });
  say(COREDNS, null, {
    kind: "plugin-acted",
    query,
    plugin: "cache",
    line: 7,
    action: { kind: "cache-miss", name: NAME, remainingSeconds: null },
  });
  say(COREDNS, null, { kind: "plugin-entered", query, block: 0, plugin: "kubernetes", line: 3 });
  say(COREDNS, null, {
    kind: "plugin-acted",
    query,
    plugin: "kubernetes",
    line: 3,
    action: { kind: "record-found", object: "Service default/example" },
  });
  say(COREDNS, null, {
    kind: "plugin-answered",
    query,
    plugin: "kubernetes",
    line: 3,
    rcode: "NOERROR",
    message: answer,
  });
  say(COREDNS, 2, {
    kind: "packet-created",
    headers: packetOf("10.244.1.2:53", "10.244.1.4:41000", "udp", answer),
    program: "coredns",
    parent: packetId(1),
  });
  cross(recorder, 2, "veth2d2b", [COREDNS, "eth0"], [WORKER, "veth2d2b"]);
  say(WORKER, 2, { kind: "hook-entered", hook: "PREROUTING", input: "veth2d2b", output: null });
  say(WORKER, 2, {
    kind: "connection-looked-up",
    connection: connectionId(1),
    original: entryOf(packetOf("10.244.1.4:41000", "10.96.0.10:53", "udp"), null, []).original,
    state: "ESTABLISHED",
    direction: "reply",
  });
  say(WORKER, 2, { kind: "table-skipped", hook: "PREROUTING", table: "nat", reason: "binding" });
  say(WORKER, 2, { kind: "hook-left", hook: "PREROUTING", verdict: "accept" });
  say(WORKER, 2, {
    kind: "route-chosen",
    destination: address("10.244.1.4"),
    route: "10.244.1.4 dev veth1c1a scope host",
    device: "veth1c1a",
    gateway: null,
    decision: "forward",
    table: "main",
    priority: 32766,
  });
  say(WORKER, 2, {
    kind: "hook-entered",
    hook: "POSTROUTING",
    input: "veth2d2b",
    output: "veth1c1a",
  });
  say(WORKER, 2, { kind: "table-skipped", hook: "POSTROUTING", table: "nat", reason: "binding" });
  say(WORKER, 2, {
    kind: "packet-translated",
    translation: "un-dnat",
    hook: "POSTROUTING",
    before: packetOf("10.244.1.2:53", "10.244.1.4:41000", "udp", answer),
    headers: packetOf("10.96.0.10:53", "10.244.1.4:41000", "udp", answer),
  });
  say(WORKER, 2, { kind: "hook-left", hook: "POSTROUTING", verdict: "accept" });
  cross(recorder, 2, "veth1c1a", [WORKER, "veth1c1a"], [CLIENT, "eth0"]);
  say(CLIENT, 2, {
    kind: "packet-ended",
    disposition: "delivered",
    reason: { kind: "socket", program: "curl", port: 41000 },
  });
  say(CLIENT, null, { kind: "answer-received", query, question, message: answer });
  say(CLIENT, null, {
    kind: "lookup-ended",
    name: "example",
    answeredBy: NAME,
    addresses: [address("10.96.1.64")],
    result: "NOERROR",
  });
}
