import { address } from "../../src/base/address.js";
import { connectionId } from "../../src/trace/id.js";
import { contextOf, entryOf, packetOf, type Recorder } from "./recorder.js";
import {
  CLIENT,
  EXAMPLE,
  WORKER,
  WORKER2,
  cross,
  forward,
  intoNode,
  postroute,
} from "./small-trace-way.js";

/** The SYN from the client to the backend on the other node. */
export function connect(recorder: Recorder): void {
  const { say, emptyWalk } = recorder;
  const syn = packetOf("10.244.1.4:42000", "10.96.1.64:80", "SYN");
  const translated = packetOf("10.244.1.4:42000", "10.244.2.3:80", "SYN");
  const hit = { kind: "rule-hit", table: "nat", visited: 1, draws: [], misses: [] } as const;
  say(CLIENT, null, {
    kind: "socket-changed",
    protocol: "tcp",
    local: "10.244.1.4:42000",
    remote: "10.96.1.64:80",
    state: "SYN-SENT",
  });
  say(CLIENT, 3, { kind: "packet-created", headers: syn, program: "curl", parent: null });
  intoNode(recorder, 3, syn, 2);
  say(WORKER, 3, {
    kind: "table-entered",
    hook: "PREROUTING",
    table: "nat",
    chain: "PREROUTING",
    context: contextOf(syn, "veth1c1a", null),
  });
  say(WORKER, 3, {
    ...hit,
    chain: "PREROUTING",
    rule: 1,
    verdict: { kind: "jump", chain: "KUBE-SERVICES" },
  });
  say(WORKER, 3, {
    ...hit,
    chain: "KUBE-SERVICES",
    rule: 2,
    verdict: { kind: "jump", chain: "KUBE-SVC-KJPVVQX5F7GDTKCS" },
    visited: 2,
  });
  say(WORKER, 3, {
    ...hit,
    chain: "KUBE-SVC-KJPVVQX5F7GDTKCS",
    rule: 3,
    verdict: { kind: "jump", chain: "KUBE-SEP-HPTXBH7MENSODM52" },
    visited: 3,
    draws: [{ rule: 2, probability: 0.5, drawn: 0.83 }],
    misses: [],
  });
  say(WORKER, 3, {
    ...hit,
    chain: "KUBE-SEP-HPTXBH7MENSODM52",
    rule: 2,
    verdict: { kind: "dnat", to: "10.244.2.3:80" },
    visited: 2,
  });
  say(WORKER, 3, {
    kind: "packet-translated",
    translation: "dnat",
    hook: "PREROUTING",
    before: syn,
    headers: translated,
  });
  say(WORKER, 3, {
    kind: "table-left",
    hook: "PREROUTING",
    table: "nat",
    verdict: "accept",
    byPolicy: false,
    misses: [],
    visited: 8,
  });
  say(WORKER, 3, { kind: "hook-left", hook: "PREROUTING", verdict: "accept" });
  say(WORKER, 3, {
    kind: "route-chosen",
    destination: address("10.244.2.3"),
    route: "10.244.2.0/24 via 172.18.0.3 dev eth0",
    device: "eth0",
    gateway: address("172.18.0.3"),
    decision: "forward",
    table: "main",
    priority: 32766,
  });
  say(WORKER, 3, { kind: "ttl-decremented", ttl: 63 });
  const routed = { ...translated, ttl: 63 };
  forward(recorder, WORKER, 3, contextOf(routed, "veth1c1a", "eth0"));
  say(WORKER, 3, { kind: "hook-entered", hook: "POSTROUTING", input: "veth1c1a", output: "eth0" });
  emptyWalk(WORKER, 3, "POSTROUTING", "mangle", contextOf(routed, "veth1c1a", "eth0"));
  postroute(recorder, WORKER, 3, contextOf(routed, "veth1c1a", "eth0"));
  say(WORKER, 3, {
    kind: "connection-confirmed",
    connection: connectionId(2),
    entry: { ...entryOf(syn, "10.244.2.3:80", ["DNAT"]), confirmed: true },
  });
  say(WORKER, 3, { kind: "hook-left", hook: "POSTROUTING", verdict: "accept" });
  say(WORKER, 3, {
    kind: "neighbour-found",
    address: address("172.18.0.3"),
    mac: "02:42:ac:12:00:03",
    device: "eth0",
  });
  cross(recorder, 3, "lan", [WORKER, "eth0"], [WORKER2, "eth0"]);
  say(WORKER2, 3, { kind: "hook-entered", hook: "PREROUTING", input: "eth0", output: null });
  const entry = entryOf(routed, "10.244.2.3:80", []);
  say(WORKER2, 3, { kind: "connection-created", connection: connectionId(3), entry });
  say(WORKER2, 3, {
    kind: "connection-looked-up",
    connection: connectionId(3),
    original: entry.original,
    state: "NEW",
    direction: "original",
  });
  say(WORKER2, 3, { kind: "hook-left", hook: "PREROUTING", verdict: "accept" });
  say(WORKER2, 3, {
    kind: "route-chosen",
    destination: address("10.244.2.3"),
    route: "10.244.2.3 dev veth3e3c scope host",
    device: "veth3e3c",
    gateway: null,
    decision: "forward",
    table: "main",
    priority: 32766,
  });
  say(WORKER2, 3, { kind: "ttl-decremented", ttl: 62 });
  forward(recorder, WORKER2, 3, contextOf({ ...routed, ttl: 62 }, "eth0", "veth3e3c"));
  cross(recorder, 3, "veth3e3c", [WORKER2, "veth3e3c"], [EXAMPLE, "eth0"]);
  say(EXAMPLE, 3, {
    kind: "packet-ended",
    disposition: "delivered",
    reason: { kind: "socket", program: "http", port: 80 },
  });
}
