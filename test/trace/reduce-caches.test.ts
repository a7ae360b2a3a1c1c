import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CachedReply } from "../../src/trace/event/dns-event.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { namespaceId, queryId } from "../../src/trace/id.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { CachedState } from "../../src/trace/state.js";
import { smallTrace } from "../support/small-trace.js";

const POD = namespaceId("pod/kube-system/coredns-1");

interface Storing {
  readonly at?: number;
  readonly line?: number;
  readonly block?: number;
  readonly denial?: boolean;
  readonly removed?: readonly { readonly key: string; readonly denial: boolean }[];
}

function stored(key: string, options: Storing = {}): TraceEvent {
  const { at = 0, line = 9, block = 0, denial = false, removed = [] } = options;
  const reply: CachedReply = { block, key, rcode: denial ? "NXDOMAIN" : "NOERROR", records: [] };
  const name = key.split(" ")[0] ?? "";
  const kept = { ...reply, removed };
  return {
    at,
    namespace: POD,
    packet: null,
    kind: "plugin-acted",
    query: queryId(1),
    plugin: "cache",
    line,
    action: { kind: "cache-stored", name, seconds: 30, denial, kept },
  };
}

function changed(name: string, type: string): TraceEvent {
  const changes = [{ name, type, added: ["10.0.0.1"], removed: [] }];
  return {
    at: 5,
    namespace: POD,
    packet: null,
    kind: "records-changed",
    afterMicroseconds: 5,
    serial: 1,
    changes,
    unlisted: 0,
  };
}

function cacheAfter(...events: readonly TraceEvent[]): readonly CachedState[] {
  const state = events.reduce(reduce, initialState(smallTrace().header));
  return state.caches[POD] ?? [];
}

const keys = (entries: readonly CachedState[]): readonly string[] => entries.map(({ key }) => key);

describe("what a cache holds after its events", () => {
  it("is what was stored, the newest last, each key once in each store", () => {
    const entries = cacheAfter(
      stored("a. A IN"),
      stored("b. A IN"),
      stored("a. A IN", { at: 7_000_000 }),
      stored("a. A IN", { denial: true }),
    );
    assert.deepEqual(keys(entries), ["b. A IN", "a. A IN", "a. A IN"]);
    assert.deepEqual(
      entries.map(({ storedAt, denial }) => [storedAt, denial]),
      [
        [0, false],
        [7_000_000, false],
        [0, true],
      ],
    );
  });

  it("loses what had to go, from the store that is named and from this cache alone", () => {
    const removed = [{ key: "a. A IN", denial: true }];
    const entries = cacheAfter(
      stored("a. A IN"),
      stored("a. A IN", { denial: true }),
      stored("a. A IN", { denial: true, line: 20 }),
      stored("a. A IN", { denial: true, block: 1 }),
      stored("b. A IN", { removed }),
    );
    assert.deepEqual(
      entries.map(({ key, denial, line, block }) => [key, denial, line, block]),
      [
        ["a. A IN", false, 9, 0],
        ["a. A IN", true, 20, 0],
        ["a. A IN", true, 9, 1],
        ["b. A IN", false, 9, 0],
      ],
    );
  });

  it("is outdated where records of its name and type change, or its name comes to be", () => {
    const entries = cacheAfter(
      stored("a. A IN"),
      stored("a. AAAA IN"),
      stored("a. AAAA IN", { denial: true }),
      stored("b. A IN"),
      changed("A.", "A"),
    );
    assert.deepEqual(
      entries.map(({ outdated }) => outdated),
      [true, false, true, false],
    );
  });

  it("is fresh again when it is stored again", () => {
    const entries = cacheAfter(stored("a. A IN"), changed("a.", "A"), stored("a. A IN"));
    assert.deepEqual(
      entries.map(({ outdated }) => outdated),
      [false],
    );
  });

  it("is empty when the pod's network is gone", () => {
    const gone: TraceEvent = { at: 9, namespace: POD, packet: null, kind: "namespace-removed" };
    assert.deepEqual(cacheAfter(stored("a. A IN"), gone), []);
  });
});
