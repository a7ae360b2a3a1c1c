import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { TraceEvent } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";
import { playLines } from "../support/kind-scenario.js";

const REQUESTS = [
  "client curl http://example",
  "client curl http://example.default.svc.cluster.local",
  "client curl http://10.96.1.64",
  "client curl http://10.96.1.64:81",
  "client curl http://10.244.2.3:9",
  "client curl http://203.0.113.9",
  "client curl http://172.18.0.99",
  "client curl http://nowhere.example.org",
  "client dig example.default.svc.cluster.local",
  "client dig www.example.com",
  "pod in example on worker curl http://example",
  "wait 70s",
] as const;

const plays = fc
  .array(fc.constantFrom(...REQUESTS), { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join("\n"));
const seeds = fc.nat(1_000_000);
const FEW = { numRuns: 12 };

function count(events: readonly TraceEvent[], kind: TraceEvent["kind"]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const event of events) {
    if (event.kind !== kind) continue;
    const id =
      event.kind === "request-ended" || event.kind === "request-started"
        ? event.request
        : event.packet;
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function backendOf({ events }: Trace): string {
  const dnat = events.find(
    (event) => event.kind === "packet-translated" && event.translation === "dnat",
  );
  return dnat?.kind === "packet-translated" ? dnat.headers.destination : "";
}

describe("a simulation", () => {
  it("gives the same trace for the same seed", () => {
    fc.assert(
      fc.property(plays, seeds, (lines, seed) => {
        const once = playLines(lines, { seed });
        const again = playLines(lines, { seed });
        assert.equal(JSON.stringify(once), JSON.stringify(again));
      }),
      FEW,
    );
  });

  it("ends every packet once and every request once, and time never runs back", () => {
    fc.assert(
      fc.property(plays, seeds, (lines, seed) => {
        const { events } = playLines(lines, { seed }).trace;
        assert.deepEqual(
          [...count(events, "packet-ended").keys()].sort((a, b) => a - b),
          [...count(events, "packet-created").keys()],
        );
        assert.deepEqual(count(events, "request-ended"), count(events, "request-started"));
        for (const kind of ["packet-created", "packet-ended", "request-ended"] as const) {
          assert.ok([...count(events, kind).values()].every((times) => times === 1));
        }
        assert.ok(events.every((event, index) => event.at >= (events[index - 1]?.at ?? 0)));
      }),
      FEW,
    );
  });

  it("says nothing more about a packet that has ended, and nothing before it was made", () => {
    fc.assert(
      fc.property(plays, seeds, (lines, seed) => {
        const alive = new Set<number>();
        for (const { packet, kind } of playLines(lines, { seed }).trace.events) {
          if (packet === null) continue;
          if (kind === "packet-created") alive.add(packet);
          assert.ok(alive.has(packet), `${kind} of packet ${packet}`);
          if (kind === "packet-ended") alive.delete(packet);
        }
        assert.equal(alive.size, 0);
      }),
      FEW,
    );
  });

  it("takes each backend with some seed", () => {
    const taken = [...Array(12).keys()].map((seed) =>
      backendOf(playLines("client curl http://10.96.1.64", { seed }).trace),
    );
    assert.deepEqual([...new Set(taken)].sort(), ["10.244.1.3", "10.244.2.3"]);
  });

  it("speaks of the other address where two pods have swapped theirs in the text", () => {
    const trace = (one: string, two: string): string => {
      const more = `pod alpha on worker { address ${one} }\npod beta on worker { address ${two} }\n`;
      const lines = "alpha curl http://example\nbeta curl http://10.96.1.64";
      return JSON.stringify(playLines(lines, { more }).trace.events);
    };
    const [one, two] = ["10.244.1.77", "10.244.1.88"];
    const swapped = trace(one, two).replaceAll(one, "·").replaceAll(two, one).replaceAll("·", two);
    assert.equal(swapped, trace(two, one));
  });
});
