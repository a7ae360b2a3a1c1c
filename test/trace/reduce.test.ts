import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHistory } from "../../src/trace/history.js";
import { namespaceId, packetId, queryId } from "../../src/trace/id.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import type { TraceState, Walk } from "../../src/trace/state.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();
const history = createHistory(trace);

function after(test: (event: TraceEvent) => boolean, from = 0): TraceState {
  const index = trace.events.findIndex((event, place) => place >= from && test(event));
  assert.notEqual(index, -1);
  return history.stateAt(index + 1);
}

const isSyn = (event: TraceEvent): boolean => event.packet === 3;

function walkOf(state: TraceState): Walk {
  const walk = state.packets[packetId(3)]?.pass?.walk;
  assert.ok(walk);
  return walk;
}

describe("reduce", () => {
  it("keeps the packet's headers before and after its translation", () => {
    const state = after((event) => isSyn(event) && event.kind === "packet-translated");
    const packet = state.packets[packetId(3)];
    assert.equal(packet?.headers.destination, "10.244.2.3");
    assert.equal(packet.translatedFrom?.destination, "10.96.1.64");
    assert.equal(packet.born.destination, "10.96.1.64");
  });

  it("stacks the chains that a walk opens, and lists what each tried", () => {
    const state = after(
      (event) => isSyn(event) && event.kind === "rule-hit" && event.verdict.kind === "dnat",
    );
    const walk = walkOf(state);
    assert.deepEqual(
      walk.chains.map(({ chain, depth, tried }) => [chain, depth, tried]),
      [
        ["PREROUTING", 0, 1],
        ["KUBE-SERVICES", 1, 2],
        ["KUBE-SVC-KJPVVQX5F7GDTKCS", 2, 3],
        ["KUBE-SEP-HPTXBH7MENSODM52", 3, 2],
      ],
    );
    assert.deepEqual(walk.stack, [0, 1, 2, 3]);
    assert.equal(walk.shown, 3);
    assert.equal(walk.visited, 8);
    assert.deepEqual(walk.chains[2]?.draws, [{ rule: 2, probability: 0.5, drawn: 0.83 }]);
  });

  it("closes a chain that was left, and counts the rules it tried after its last hit", () => {
    const state = after(
      (event) => isSyn(event) && event.kind === "chain-left" && event.chain === "KUBE-FORWARD",
    );
    const walk = walkOf(state);
    assert.deepEqual(walk.stack, [0]);
    assert.equal(walk.chains[walk.shown]?.chain, "KUBE-FORWARD");
    assert.equal(walk.chains[walk.shown]?.tried, 3);
    assert.equal(walk.chains[walk.shown]?.left, "end");
  });

  it("counts the rules that a built-in chain tried before its policy decided", () => {
    const event = trace.events.find((each) => isSyn(each) && each.kind === "table-left");
    assert.ok(event?.kind === "table-left");
    const inside = after((each) => isSyn(each) && each.kind === "table-entered");
    const state = reduce(inside, { ...event, visited: 4, byPolicy: true });
    const [base] = walkOf(state).chains;
    assert.deepEqual([base?.tried, base?.left], [4, "end"]);
  });

  it("leaves a packet's mark behind at a link, and keeps it over lo", () => {
    const created = after((event) => isSyn(event) && event.kind === "packet-created");
    const namespace = namespaceId("node/worker");
    const stamp = { at: 99, namespace, packet: packetId(3) };
    const marked = reduce(created, { ...stamp, kind: "packet-marked", mark: 0x4000 });
    const looped = reduce(marked, {
      ...stamp,
      kind: "device-entered",
      device: "lo",
      segment: "lo",
    });
    assert.equal(looped.packets[packetId(3)]?.mark, 0x4000);
    const crossed = reduce(marked, {
      ...stamp,
      kind: "link-crossed",
      segment: "lan",
      fromDevice: "eth0",
      toDevice: "eth0",
      fromNamespace: "node/worker2",
    });
    assert.equal(crossed.packets[packetId(3)]?.mark, 0);
  });

  it("leaves a packet's pass behind at a link: nothing of the namespace behind it has happened yet", () => {
    const sent = after(
      (event) => isSyn(event) && event.kind === "device-left" && event.namespace === "node/worker",
    );
    assert.equal(sent.packets[packetId(3)]?.pass?.namespace, "node/worker");
    const from = sent.index;
    const crossed = after((event) => isSyn(event) && event.kind === "link-crossed", from);
    assert.deepEqual(crossed.packets[packetId(3)]?.pass, {
      namespace: "node/worker2",
      hook: null,
      hooks: [],
      input: "eth0",
      output: null,
      stations: [{ hook: "ingress", station: "ingress", result: "passed" }],
      walk: null,
      connection: null,
      route: null,
    });
  });

  it("lists the boxes of the flowchart with what came of each", () => {
    const state = after((event) => isSyn(event) && event.kind === "hook-left");
    assert.deepEqual(
      state.packets[packetId(3)]?.pass?.stations.map(({ station, result }) => [station, result]),
      [
        ["ingress", "passed"],
        ["defrag", "passed"],
        ["raw", "skipped"],
        ["conntrack", "passed"],
        ["mangle", "passed"],
        ["nat", "changed"],
      ],
    );
  });

  it("marks a skipped nat table as changing the packet when a known binding is applied", () => {
    const state = after(
      (event) => event.kind === "packet-translated" && event.translation === "un-dnat",
    );
    assert.deepEqual(state.packets[packetId(2)]?.pass?.stations.at(-1), {
      hook: "POSTROUTING",
      station: "nat",
      result: "changed",
      reason: "binding",
    });
  });

  it("follows the packet from place to place and starts a new pass behind each device", () => {
    const state = after((event) => isSyn(event) && event.kind === "packet-ended");
    assert.deepEqual(
      state.packets[packetId(3)]?.trail.map(({ namespace, spot }) => `${namespace} ${spot}`),
      [
        "pod/default/client process",
        "pod/default/client device",
        "node/worker device",
        "node/worker stack",
        "node/worker device",
        "node/worker2 device",
        "node/worker2 stack",
        "node/worker2 device",
        "pod/default/example device",
        "pod/default/example process",
      ],
    );
    assert.equal(state.packets[packetId(3)]?.pass?.namespace, "pod/default/example");
  });

  it("keeps conntrack tables by namespace", () => {
    const state = history.stateAt(trace.events.length);
    const onWorker = Object.values(state.connections[namespaceId("node/worker")] ?? {});
    assert.deepEqual(
      onWorker.map(({ original, status, confirmed }) => [original.destination, status, confirmed]),
      [
        ["10.96.0.10", ["DNAT"], true],
        ["10.96.1.64", ["DNAT"], true],
      ],
    );
    assert.equal(Object.keys(state.connections[namespaceId("node/worker2")] ?? {}).length, 1);
  });

  it("forgets a conntrack entry that expired", () => {
    const state = history.stateAt(trace.events.length);
    const created = trace.events.find((event) => event.kind === "connection-created");
    assert.ok(created?.kind === "connection-created");
    const next = reduce(state, {
      at: state.at + 1,
      namespace: created.namespace,
      packet: null,
      kind: "connection-expired",
      connection: created.connection,
      reason: "expired",
    });
    assert.equal(Object.keys(next.connections[namespaceId("node/worker")] ?? {}).length, 1);
  });

  it("keeps the plugins that a query met, and what they did", () => {
    const query = after((event) => event.kind === "answer-received").queries[queryId(1)];
    assert.equal(query?.servedIn, "pod/kube-system/coredns");
    assert.deepEqual(
      query.plugins.map(({ name, actions, answered }) => [name, actions.length, answered]),
      [
        ["errors", 0, null],
        ["cache", 1, null],
        ["kubernetes", 1, "NOERROR"],
      ],
    );
    assert.equal(query.message?.answer[0]?.data, "10.96.1.64");
  });

  it("remembers how each search candidate fared", () => {
    const lookup = after((event) => event.kind === "lookup-ended").lookup;
    assert.deepEqual(
      lookup?.candidates.map(({ result }) => result),
      ["NOERROR", null, null, null],
    );
    assert.deepEqual(lookup.addresses, ["10.96.1.64"]);
  });

  it("drops packets that ended, except the one it still looks at", () => {
    assert.deepEqual(Object.keys(history.stateAt(trace.events.length).packets), ["3"]);
  });

  it("shares what an event does not touch", () => {
    const before = history.stateAt(30);
    const event = trace.events.find(({ kind }) => kind === "ttl-decremented");
    assert.ok(event);
    const next = reduce(before, event);
    assert.equal(next.connections, before.connections);
    assert.equal(next.lookup, before.lookup);
    assert.equal(next.sockets, before.sockets);
  });

  it("counts an event of an unknown kind, and changes nothing else", () => {
    const before = history.stateAt(40);
    const unknown = { at: 99, namespace: null, packet: null, kind: "policy-applied" };
    const next = reduce(before, unknown as unknown as TraceEvent);
    assert.deepEqual(next, { ...before, index: 41, at: 99 });
  });

  it("is not led astray by facts about packets that nobody made", () => {
    const state = reduce(initialState(trace.header), {
      at: 0,
      namespace: namespaceId("node/worker"),
      packet: packetId(77),
      kind: "ttl-decremented",
      ttl: 3,
    });
    assert.equal(state.focus, null);
    assert.deepEqual(state.packets, {});
  });
});
