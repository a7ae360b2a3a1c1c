import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../../src/pipeline.js";
import { drawParameters } from "../../../src/scene/caption/draw.js";
import type { EventBody } from "../../../src/trace/event/event.js";
import { packetOf } from "../../support/recorder.js";
import { shownTrace } from "../../support/small-views.js";
import { CREATED, ENTERED, SYN, TO_POD, told } from "../../support/told.js";

const CHAIN = "KUBE-SVC-KJPVVQX5F7GDTKCS";

/** The story of a scenario, sentence by sentence. */
function story(path: string): readonly string[] {
  const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
  assert.ok(trace);
  const shown = shownTrace(trace);
  return shown.steps("rules").map((step) => shown.input(step, { width: 1, height: 1 }).caption);
}

describe("the captions of whole stories", () => {
  const stories = ["clusterip", "dns-search-list", "hairpin"].flatMap((name) =>
    story(`scenarios/${name}.hop`),
  );

  it("never end a name with a dot before the sentence's own, and print no codes of plugins", () => {
    for (const sentence of stories) {
      assert.doesNotMatch(sentence, /\w\.[.,:?]|local\. [a-z(]/);
      assert.doesNotMatch(sentence, /name-invalid|: disabled/);
    }
  });

  it("say what dig learned, and what curl got", () => {
    assert.ok(
      stories.includes("dig in client has its answer, NXDOMAIN: the name example does not exist."),
    );
    assert.ok(
      stories.some((sentence) =>
        /^dig in client has its answer, NOERROR: example\.default\.svc\.cluster\.local has A [\d.]+\.$/.test(
          sentence,
        ),
      ),
    );
    assert.ok(stories.includes("client has its answer, HTTP 200: hello"));
  });

  it("name what crosses a link, and the end of a connection", () => {
    assert.ok(
      stories.includes("The SYN crosses the network kind from worker (eth0) to worker2 (eth0)."),
    );
    assert.ok(
      stories.some((sentence) => /^The question for A \S+ crosses the veth/.test(sentence)),
    );
    assert.ok(
      stories.some((sentence) => sentence.startsWith("Both sides have closed the TCP connection")),
    );
  });
});

describe("draws", () => {
  const jump = (chain: string, rule: number, to: string, draws: readonly number[]): EventBody => ({
    kind: "rule-hit",
    table: "nat",
    chain,
    rule,
    verdict: { kind: "jump", chain: to },
    visited: rule,
    draws: draws.map((drawn, index) => ({ rule: index + 2, probability: 0.5, drawn })),
    misses: [],
  });
  const chosen = (...draws: readonly number[]): string =>
    told(
      CREATED,
      ENTERED,
      jump("PREROUTING", 1, CHAIN, []),
      jump(CHAIN, draws.length + 2, "KUBE-SEP-X", draws),
      {
        kind: "packet-translated",
        translation: "dnat",
        hook: "PREROUTING",
        before: SYN,
        headers: TO_POD,
      },
    );

  it("name the last draw that failed, and how many there were", () => {
    assert.match(
      chosen(0.7573),
      / Rule 2 of \S+ drew 0\.7573, which is not below its probability 0\.5, so rule 3 chose it\.$/,
    );
    assert.match(
      chosen(0.9, 0.8),
      / 2 rules of \S+ drew in vain; the last, rule 3, drew 0\.8, .* So rule 4 chose it\.$/,
    );
  });

  it("print as many decimals as tell the two numbers apart", () => {
    assert.deepEqual(drawParameters({ rule: 1, probability: 0.5, drawn: 0.499_998 }), {
      drawn: "0.499998",
      probability: "0.5",
    });
  });
});

describe("a socket that closes", () => {
  const socket = (state: string): EventBody => ({
    kind: "socket-changed",
    protocol: "tcp",
    local: "10.244.1.3:80",
    remote: "10.244.1.2:4000",
    state,
  });

  it("is the end on both sides only after LAST-ACK", () => {
    assert.match(told(socket("LAST-ACK"), socket("CLOSED")), /^Both sides have closed/);
    assert.match(told(socket("ESTAB"), socket("CLOSED")), /is closed\.$/);
  });
});

describe("what crosses a link", () => {
  it("is named by its nature", () => {
    const headers = packetOf("10.244.1.4:42000", "10.96.1.64:80", "SYN");
    const crossed = told({ ...CREATED, headers } as EventBody, {
      kind: "link-crossed",
      segment: "none",
      fromDevice: "eth0",
      toDevice: "veth1",
      fromNamespace: "pod/default/client",
    });
    assert.equal(crossed, "The SYN crosses the veth pair from client (eth0) to worker (veth1).");
  });
});
