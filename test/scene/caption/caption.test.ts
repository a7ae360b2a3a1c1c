import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "../../../src/message/caption/en.js";
import { ja } from "../../../src/message/caption/ja.js";
import { captionOf, captionText } from "../../../src/scene/caption/caption.js";
import { packetOf } from "../../support/recorder.js";
import { smallTrace } from "../../support/small-trace.js";
import { shownTrace } from "../../support/small-views.js";
import { CREATED, ENTERED, SYN, TO_POD, told } from "../../support/told.js";

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
        misses: [],
      },
      {
        kind: "rule-hit",
        table: "nat",
        chain,
        rule: 2,
        verdict: { kind: "jump", chain: "KUBE-SEP-X" },
        visited: 2,
        draws: [{ rule: 2, probability: 0.5, drawn: 0.31 }],
        misses: [],
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
      `Service example: worker rewrites the destination 10.96.1.64:80 to example (10.244.2.3:80) on worker2. Rule 2 of ${chain} drew 0.31, which is below its probability 0.5, and so chose it.`,
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
      misses: [],
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
      misses: [],
    } as const;
    const act = {
      kind: "rule-hit",
      table: "nat",
      rule: 1,
      verdict: { kind: "continue" },
      visited: 1,
      draws: [],
      misses: [],
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

  it("gives the author's note in the reader's language", () => {
    const { trace, states } = shownTrace(smallTrace());
    const about = trace.events.findIndex(({ kind }) => kind === "note-shown");
    const [before, after] = [states[about], states[about + 1]];
    assert.ok(before && after);
    const caption = captionOf(
      trace,
      { index: 0, from: about, to: about + 1, about, level: "story", chapter: 0 },
      before,
      after,
    );
    assert.equal(captionText(caption, en), "The Service has no interface of its own.");
    assert.equal(captionText(caption, ja), "Service は自分のインターフェースを持たない。");
  });
});
