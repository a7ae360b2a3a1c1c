import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { en } from "../../../src/message/caption/en.js";
import { ja } from "../../../src/message/caption/ja.js";
import { play } from "../../../src/pipeline.js";
import { captionOf, captionText } from "../../../src/scene/caption/caption.js";
import { transcriptOf } from "../../../src/scene/transcript.js";
import type { EventBody, TraceEvent } from "../../../src/trace/event/event.js";
import { connectionId, namespaceId, packetId, queryId, requestId } from "../../../src/trace/id.js";
import { initialState } from "../../../src/trace/initial-state.js";
import { reduce } from "../../../src/trace/reduce.js";
import { stepsOf } from "../../../src/trace/steps.js";
import type { Trace } from "../../../src/trace/trace.js";
import { contextOf, entryOf, packetOf } from "../../support/recorder.js";
import { SMALL_HEADER } from "../../support/small-trace-header.js";
import { smallTrace } from "../../support/small-trace.js";
import { shownTrace } from "../../support/small-views.js";

const SYN = packetOf("10.244.1.4:42000", "10.96.1.64:80", "SYN");
const TO_POD = packetOf("10.244.1.4:42000", "10.244.2.3:80", "SYN");
const CREATED: EventBody = {
  kind: "packet-created",
  headers: SYN,
  program: "curl",
  parent: null,
};
const ENTERED: EventBody = {
  kind: "table-entered",
  hook: "PREROUTING",
  table: "nat",
  chain: "PREROUTING",
  context: contextOf(SYN, "veth1c1a", null),
};

/** What is said about the last of these events. */
function told(...bodies: readonly EventBody[]): string {
  const events = bodies.map((body, at): TraceEvent => ({
    at,
    namespace: namespaceId(
      at === 0 && body.kind === "packet-created" ? "pod/default/client" : "node/worker",
    ),
    packet: packetId(1),
    ...body,
  }));
  const trace: Trace = { header: SMALL_HEADER, events };
  const states = [initialState(SMALL_HEADER)];
  for (const event of events)
    states.push(reduce(states.at(-1) ?? initialState(SMALL_HEADER), event));
  const about = events.length - 1;
  const [before, after] = [states[about], states[about + 1]];
  assert.ok(before && after);
  const step = { index: 0, from: about, to: about + 1, about, chapter: null };
  const caption = captionOf(trace, step, before, after);
  assert.doesNotThrow(() => captionText(caption, ja));
  return captionText(caption, en);
}

describe("captions", () => {
  it("names the Service, the endpoint's pod and node, the rule and the draw of a DNAT", () => {
    const chain = "KUBE-SVC-KJPVVQX5F7GDTKCS";
    const sentence = told(
      CREATED,
      ENTERED,
      {
        kind: "rule-hit",
        table: "nat",
        chain: "PREROUTING",
        rule: 1,
        verdict: { kind: "jump", chain },
        visited: 1,
        draws: [],
      },
      {
        kind: "rule-hit",
        table: "nat",
        chain,
        rule: 2,
        verdict: { kind: "jump", chain: "KUBE-SEP-X" },
        visited: 2,
        draws: [{ rule: 2, probability: 0.5, drawn: 0.31 }],
      },
      {
        kind: "packet-translated",
        translation: "dnat",
        hook: "PREROUTING",
        before: SYN,
        headers: TO_POD,
      },
    );
    assert.equal(
      sentence,
      `Service example: worker rewrites the destination 10.96.1.64:80 to example (10.244.2.3:80) on worker2. Rule 2 of ${chain} chose it: probability 0.5, drawn 0.31.`,
    );
  });

  it("prints the bare address where it belongs to nobody", () => {
    const to = packetOf("10.244.1.4:42000", "10.244.9.9:80", "SYN");
    assert.match(
      told(CREATED, {
        kind: "packet-translated",
        translation: "dnat",
        hook: "PREROUTING",
        before: SYN,
        headers: to,
      }),
      /rewrites the destination 10\.96\.1\.64:80 to 10\.244\.9\.9:80\.$/,
    );
  });

  it("says that a jump's rule is a Service's only where the rule asks for the Service's address", () => {
    const hit = {
      kind: "rule-hit",
      table: "nat",
      chain: "KUBE-SERVICES",
      visited: 1,
      draws: [],
    } as const;
    const jump = { kind: "jump", chain: "X" } as const;
    assert.match(
      told(CREATED, ENTERED, { ...hit, rule: 2, verdict: jump }),
      /is Service example\. On to X\.$/,
    );
    assert.doesNotMatch(told(CREATED, ENTERED, { ...hit, rule: 1, verdict: jump }), /is Service/);
  });

  it("explains each reason for which a table is skipped", () => {
    const skipped = { kind: "table-skipped", hook: "PREROUTING", table: "nat" } as const;
    assert.match(told(CREATED, { ...skipped, reason: "binding" }), /settled with its first packet/);
    assert.match(told(CREATED, { ...skipped, reason: "untracked" }), /not tracked/);
    assert.match(told(CREATED, { ...skipped, reason: "invalid" }), /INVALID/);
    assert.match(told(CREATED, { ...skipped, reason: "absent" }), /no nat table at PREROUTING/);
  });

  it("tells a mark that asks for masquerading from any other", () => {
    const jump = {
      kind: "rule-hit",
      table: "nat",
      chain: "PREROUTING",
      rule: 1,
      visited: 1,
      draws: [],
    } as const;
    const act = {
      kind: "rule-hit",
      table: "nat",
      rule: 1,
      verdict: { kind: "continue" },
      visited: 1,
      draws: [],
    } as const;
    const marked = { kind: "packet-marked", mark: 0x4000 } as const;
    const to = (chain: string) => ({ ...jump, verdict: { kind: "jump", chain } }) as const;
    assert.equal(
      told(CREATED, ENTERED, to("KUBE-MARK-MASQ"), { ...act, chain: "KUBE-MARK-MASQ" }, marked),
      "KUBE-MARK-MASQ sets the mark 0x4000: this packet's source is to be replaced when it leaves worker.",
    );
    assert.equal(
      told(CREATED, ENTERED, to("MINE"), { ...act, chain: "MINE" }, marked),
      "The packet's mark changes from 0x0 to 0x4000.",
    );
  });

  const ended = { kind: "packet-ended" } as const;
  const endings: readonly (readonly [string, EventBody, RegExp])[] = [
    [
      "a rule's drop",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "rule", table: "filter", chain: "KUBE-FORWARD", rule: 1 },
      },
      /Rule 1 of filter KUBE-FORWARD on worker drops the packet \(--ctstate INVALID → DROP\)/,
    ],
    [
      "a policy's drop",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "rule", table: "filter", chain: "FORWARD", rule: null },
      },
      /The policy of filter FORWARD on worker drops/,
    ],
    [
      "a rejection",
      {
        ...ended,
        disposition: "rejected",
        reason: { kind: "rule", table: "filter", chain: "KUBE-FORWARD", rule: 2 },
      },
      /rejects the packet/,
    ],
    [
      "a missing route",
      {
        ...ended,
        disposition: "unroutable",
        reason: { kind: "no-route", destination: address("10.9.9.9") },
      },
      /no route to 10\.9\.9\.9/,
    ],
    [
      "a used-up time to live",
      { ...ended, disposition: "expired", reason: { kind: "ttl" } },
      /time to live is used up in worker/,
    ],
    [
      "a missing neighbour",
      {
        ...ended,
        disposition: "lost",
        reason: { kind: "no-neighbour", address: address("172.18.0.9") },
      },
      /no neighbour of worker has the address 172\.18\.0\.9/,
    ],
    [
      "a foreign destination",
      { ...ended, disposition: "dropped", reason: { kind: "not-for-us" } },
      /10\.96\.1\.64 is no address of worker/,
    ],
    [
      "a failed reroute",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "reroute-failed", destination: address("10.9.9.9") },
      },
      /no usable route to 10\.9\.9\.9/,
    ],
    [
      "an unknown match",
      {
        ...ended,
        disposition: "consumed",
        reason: { kind: "unknown-match", table: "nat", chain: "KUBE-SERVICES", rule: 2 },
      },
      /does not know/,
    ],
    [
      "a closed port",
      { ...ended, disposition: "rejected", reason: { kind: "no-socket", port: 81 } },
      /Nothing in worker listens on TCP port 81/,
    ],
    [
      "the play's end",
      { ...ended, disposition: "lost", reason: { kind: "end-of-play" } },
      /The play ends/,
    ],
    [
      "a delivery",
      { ...ended, disposition: "delivered", reason: { kind: "socket", program: "http", port: 80 } },
      /^SYN from client \(10\.244\.1\.4:42000\) arrives at port 80 of worker \(http\)/,
    ],
  ];
  for (const [name, event, expected] of endings) {
    it(`tells ${name}`, () => {
      assert.match(told(CREATED, event), expected);
    });
  }

  const others: readonly (readonly [EventBody, RegExp])[] = [
    [
      {
        kind: "route-chosen",
        destination: address("10.9.9.9"),
        route: null,
        device: null,
        gateway: null,
        decision: "none",
      },
      /has no route to 10\.9\.9\.9/,
    ],
    [
      {
        kind: "route-chosen",
        destination: address("172.18.0.2"),
        route: "local 172.18.0.2 dev lo",
        device: "lo",
        gateway: null,
        decision: "local",
      },
      /an address of worker itself/,
    ],
    [{ kind: "hook-left", hook: "INPUT", verdict: "drop" }, /ends in the INPUT hook: drop/],
    [
      { kind: "connection-looked-up", connection: null, state: "NEW", direction: "original" },
      /knows no connection 10\.244\.1\.4:42000 → 10\.96\.1\.64:80/,
    ],
    [
      {
        kind: "connection-looked-up",
        connection: connectionId(1),
        state: "NEW",
        direction: "original",
      },
      /no answer was seen yet/,
    ],
    [
      { kind: "connection-looked-up", connection: null, state: "INVALID", direction: null },
      /INVALID/,
    ],
    [
      { kind: "connection-looked-up", connection: null, state: "UNTRACKED", direction: null },
      /UNTRACKED/,
    ],
    [
      { kind: "connection-looked-up", connection: null, state: "RELATED", direction: "reply" },
      /RELATED/,
    ],
    [
      {
        kind: "connection-created",
        connection: connectionId(1),
        entry: entryOf(SYN, "10.96.1.64:80", []),
      },
      /begins an entry for 10\.244\.1\.4:42000 → 10\.96\.1\.64:80/,
    ],
    [
      {
        kind: "connection-updated",
        connection: connectionId(1),
        entry: { ...entryOf(SYN, "10.96.1.64:80", []), protocolState: "ESTABLISHED" },
      },
      /is now ESTABLISHED/,
    ],
    [{ kind: "connection-expired", connection: connectionId(1) }, /not used any more/],
    [
      { kind: "timer-fired", purpose: "tcp-retransmit", afterMicroseconds: 1_000_000 },
      /No answer within 1 s/,
    ],
    [{ kind: "timer-fired", purpose: "dns-timeout", afterMicroseconds: 5_000_000 }, /within 5 s/],
    [
      { kind: "timer-fired", purpose: "connect-timeout", afterMicroseconds: 500_000 },
      /within 0\.5 s/,
    ],
    [
      { kind: "expectation-checked", text: "200", holds: false, found: "timeout" },
      /expects 200, but found was timeout/,
    ],
    [
      {
        kind: "request-ended",
        request: requestId(1),
        outcome: "refused",
        output: "curl: (7) Failed",
        status: null,
      },
      /was refused: curl: \(7\) Failed/,
    ],
    [
      { kind: "candidate-failed", candidate: "a.", index: 3, result: "SERVFAIL" },
      /a\. failed with SERVFAIL/,
    ],
    [
      { kind: "candidate-failed", candidate: "a.", index: 3, result: "timeout" },
      /No answer for a\. in time/,
    ],
    [
      {
        kind: "block-chosen",
        query: queryId(1),
        question: { name: "a.", type: "A", class: "IN" },
        block: null,
        zone: null,
      },
      /a\. is served by no server block/,
    ],
    [
      {
        kind: "plugin-acted",
        query: queryId(1),
        plugin: "cache",
        line: 7,
        action: { kind: "cache-stored", name: "a.", seconds: 30, denial: true },
      },
      /stores for 30 s that a\. has no such record/,
    ],
    [
      {
        kind: "plugin-acted",
        query: queryId(1),
        plugin: "forward",
        line: 6,
        action: { kind: "upstream-failed", upstream: address("1.1.1.1"), reason: "timeout" },
      },
      /no answer from the name server 1\.1\.1\.1: timeout/,
    ],
  ];
  for (const [event, expected] of others) {
    it(`tells ${event.kind}: ${String(expected)}`, () => {
      assert.match(told(CREATED, event), expected);
    });
  }

  it("gives the author's note in the reader's language", () => {
    const { trace, states } = shownTrace(smallTrace());
    const about = trace.events.findIndex(({ kind }) => kind === "note-shown");
    const [before, after] = [states[about], states[about + 1]];
    assert.ok(before && after);
    const caption = captionOf(
      trace,
      { index: 0, from: about, to: about + 1, about, chapter: 0 },
      before,
      after,
    );
    assert.equal(captionText(caption, en), "The Service has no interface of its own.");
    assert.equal(captionText(caption, ja), "Service は自分のインターフェースを持たない。");
  });
});

describe("the catalogues of captions", () => {
  it("mention the same things in every language", () => {
    for (const [code, template] of Object.entries(en)) {
      const other = Object.entries(ja).find(([key]) => key === code)?.[1] ?? "";
      assert.deepEqual(namesIn(other), namesIn(template), code);
    }
  });

  it("have every parameter for every step of a real trace", () => {
    const path = "scenarios/clusterip.hop";
    const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
    assert.ok(trace);
    const shown = shownTrace(trace);
    const stateAt = (index: number) => shown.states[index] ?? initialState(trace.header);
    for (const templates of [en, ja]) {
      const lines = transcriptOf(trace, stepsOf(trace, "rules"), stateAt, templates);
      assert.ok(lines.length > 1000);
      for (const line of lines) {
        assert.notEqual(line, "");
        assert.doesNotMatch(line, /\{|undefined|null|NaN/);
      }
    }
  });
});

function namesIn(template: string): readonly string[] {
  return [...new Set(template.match(/\{\w+\}/g))].sort();
}
