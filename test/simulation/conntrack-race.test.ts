import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";
import { KIND_CLUSTER, lastOutcome } from "../support/kind-scenario.js";

/** What becomes of A and AAAA of one look-up on the client's node: by seed, both ways that the two draws can fall. */
function raced(line: string, more = ""): Readonly<Record<"alike" | "apart", Trace>> {
  const found = new Map<string, Trace>();
  for (let seed = 1; found.size < 2 && seed < 30; seed++) {
    const text = `hopwise 1\nseed ${seed}\n${KIND_CLUSTER}${more}\nplay {\n${line}\nclient curl http://example.default.svc.cluster.local.\n}\n`;
    const { trace, diagnostics } = play({ name: "test.hop", text });
    assert.deepEqual(diagnostics, []);
    assert.ok(trace);
    const targets = trace.events.flatMap((event) =>
      event.kind === "packet-translated" &&
      event.namespace === "node/worker" &&
      event.translation.startsWith("dnat") &&
      event.headers.transport.protocol === "udp"
        ? [event.headers.destination]
        : [],
    );
    const key = new Set(targets.slice(0, 2)).size === 1 ? "alike" : "apart";
    if (!found.has(key)) found.set(key, trace);
  }
  const [alike, apart] = [found.get("alike"), found.get("apart")];
  assert.ok(alike !== undefined && apart !== undefined);
  return { alike, apart };
}

function dropped({ events }: Trace): number {
  return events.filter((event) => event.kind === "packet-ended" && event.reason.kind === "clash")
    .length;
}

function secondsOf({ events }: Trace): number {
  const end = events.findLast((event) => event.kind === "request-ended");
  return Math.floor((end?.at ?? 0) / 1_000_000);
}

describe("two questions of one socket that two processors take at once", () => {
  it("are both answered by Linux 5.6 and later, however they were balanced", () => {
    const { alike, apart } = raced("conntrack-race worker");
    for (const trace of [alike, apart]) {
      assert.equal(dropped(trace), 0);
      assert.equal(lastOutcome(trace).outcome, "answered");
      assert.equal(secondsOf(trace), 0);
    }
  });

  it("are both answered by Linux 4.19 to 5.5 only where one CoreDNS was drawn for both", () => {
    const { alike, apart } = raced("conntrack-race worker kernel 5.4");
    assert.deepEqual([dropped(alike), secondsOf(alike)], [0, 0]);
    assert.deepEqual([dropped(apart), secondsOf(apart)], [1, 5]);
    assert.equal(lastOutcome(apart).outcome, "answered");
  });

  it("lose one of them before Linux 4.19, whatever was drawn", () => {
    const { alike, apart } = raced("conntrack-race worker kernel 4.15.0");
    assert.deepEqual([dropped(alike), dropped(apart)], [1, 1]);
  });

  it("do not meet where conntrack does not look at them", () => {
    const text = `hopwise 1\n${KIND_CLUSTER}cluster { node-local-dns }\nplay {\nconntrack-race worker kernel 4.15\nclient curl http://example\n}\n`;
    const { trace } = play({ name: "test.hop", text });
    assert.ok(trace);
    assert.deepEqual([dropped(trace), secondsOf(trace)], [0, 0]);
  });

  it("meet on the named host alone, until it is off", () => {
    const beside = (line: string): readonly (string | null)[] => {
      const text = `hopwise 1\n${KIND_CLUSTER}play {\n${line}\nclient curl http://example\n}\n`;
      const { trace } = play({ name: "test.hop", text });
      assert.ok(trace);
      return trace.events.flatMap((event) =>
        event.kind === "connection-created" && event.beside !== undefined ? [event.namespace] : [],
      );
    };
    assert.deepEqual(beside("conntrack-race worker"), ["node/worker"]);
    assert.deepEqual(beside("conntrack-race worker2"), []);
    assert.deepEqual(beside("conntrack-race worker\nconntrack-race worker off"), []);
  });

  it("are not guessed at where the version is none", () => {
    const text = `hopwise 1\n${KIND_CLUSTER}play {\nconntrack-race worker kernel new\n}\n`;
    const { diagnostics } = play({ name: "test.hop", text });
    assert.deepEqual(
      diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
      ["bad-kernel-version new"],
    );
  });
});
