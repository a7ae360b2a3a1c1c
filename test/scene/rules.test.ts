import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { fitRows } from "../../src/scene/view/rules/fit-rows.js";
import { rules } from "../../src/scene/view/rules/rules.js";
import { visibleRules } from "../../src/scene/view/rules/visible-rules.js";
import { readableRule, shortMarks } from "../../src/scene/rule-text.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

const SIZE = { width: 640, height: 420 };
const CHAIN = "KUBE-SVC-KJPVVQX5F7GDTKCS";

/** The step in which the walk leaves the Service's chain for an endpoint's. */
function choosingStep() {
  const shown = shownTrace(smallTrace());
  const step = shown.steps("rules").find(({ about }) => {
    const event = shown.trace.events[about];
    return event?.kind === "rule-hit" && event.chain === CHAIN;
  });
  assert.ok(step);
  return shown.input(step, SIZE);
}

describe("the rules view", () => {
  it("shows which rules matched, were missed and were not reached", () => {
    const statuses = visibleRules(choosingStep()).map(({ rule, status }) => `${rule} ${status}`);
    assert.deepEqual(statuses, ["1 missed", "2 missed", "3 hit"]);
  });

  it("hands over what a miss needs to be explained: the packet, the mark and the draw", () => {
    const second = visibleRules(choosingStep()).find(({ rule }) => rule === 2);
    assert.ok(second);
    assert.equal(second.context.headers.destination, "10.96.1.64");
    assert.equal(second.draw, 0.83);
  });

  it("strikes the clause that failed and prints what was found", () => {
    const clause = "! -s 10.244.0.0/16";
    const misses = { [`nat/${CHAIN}/1`]: { clause, found: "10.244.1.4" } };
    const { marks } = rules({ ...choosingStep(), misses });
    const spans = marks.flatMap((mark) => (mark.kind === "text" ? (mark.spans ?? []) : []));
    assert.ok(spans.some(({ text, struck }) => text === clause && struck === true));
    assert.ok(spans.some(({ text, fill }) => text === "10.244.1.4" && fill === "drop"));
  });

  it("prints the draw of a statistic rule", () => {
    const { marks } = rules(choosingStep());
    assert.ok(marks.some((mark) => mark.kind === "text" && mark.text === "drew 0.83 ≥ 0.5"));
  });

  it("names the calls that led to the chain", () => {
    const { marks } = rules(choosingStep());
    const calls = marks.flatMap((mark) =>
      mark.kind === "text" && mark.key.startsWith("call/") ? [mark.text] : [],
    );
    assert.deepEqual(calls, ["PREROUTING 1 → KUBE-SERVICES", `KUBE-SERVICES 2 → ${CHAIN}`]);
  });

  it("shows the entry that decided where nat is skipped", () => {
    const shown = shownTrace(smallTrace());
    const step = shown.steps("rules").find(({ about }) => {
      const event = shown.trace.events[about];
      return event?.kind === "table-skipped" && event.reason === "binding";
    });
    assert.ok(step);
    const { marks } = rules(shown.input(step, SIZE));
    assert.ok(
      marks.some(
        (mark) => mark.kind === "text" && mark.text === "10.244.1.2:53 → 10.244.1.4:41000",
      ),
    );
  });

  it("is never empty", () => {
    const shown = shownTrace(smallTrace());
    for (const step of shown.steps("rules")) {
      const { marks } = rules(shown.input(step, SIZE));
      const panel = /^(title|place|headers?|packet)/;
      const body = marks.filter(({ kind, key }) => kind === "text" && !panel.test(key));
      assert.ok(body.length > 0, shown.trace.events[step.about]?.kind);
    }
  });
});

describe("fitRows", () => {
  const heights = new Array<number>(10_000).fill(20);

  it("keeps the anchor in the middle and leaves room for the counts above and below", () => {
    const { from, to } = fitRows(heights, 5000, 140, 10);
    assert.equal(to - from, 6);
    assert.ok(from <= 5000 && 5000 < to);
  });

  it("moves to the ends where the anchor is there", () => {
    assert.deepEqual(fitRows(heights, 0, 110, 10), { from: 0, to: 5 });
    assert.deepEqual(fitRows(heights, 9999, 110, 10), { from: 9995, to: 10_000 });
  });

  it("shows all rows that fit, and at least one", () => {
    assert.deepEqual(fitRows([20, 20], 1, 40, 10), { from: 0, to: 2 });
    assert.deepEqual(fitRows([20, 20, 20], 1, 5, 10), { from: 1, to: 2 });
    assert.deepEqual(fitRows([], 0, 100, 10), { from: 0, to: 0 });
  });
});

describe("shortMarks", () => {
  it("says the same to nft in fewer letters", () => {
    for (const [long, short] of [
      ["meta mark & 0x00004000 != 0x00000000", "mark & 0x4000 != 0x0"],
      ["meta mark set meta mark ^ 0x00004000 masquerade", "mark set mark ^ 0x4000 masquerade"],
      ["ct mark 0x0000000a", "ct mark 0xa"],
      ["-m mark --mark 0x4000/0x4000", "-m mark --mark 0x4000/0x4000"],
    ] as const)
      assert.equal(shortMarks(long), short);
  });

  it("is used only where there is no room, so that no mark is cut", () => {
    const text = readFileSync("scenarios/modes/nftables-clusterip.hop", "utf8");
    const { trace } = play({ name: "t.hop", text });
    assert.ok(trace !== null);
    const shown = shownTrace(trace);
    const texts = (width: number): ReadonlySet<string> =>
      new Set(
        shown
          .steps("rules")
          .flatMap((step) =>
            rules(shown.input(step, { width, height: 600 })).marks.flatMap((mark) =>
              mark.kind === "text" && mark.key.endsWith("masquerading/1/condition")
                ? [mark.text]
                : [],
            ),
          ),
      );
    assert.deepEqual([...texts(1200)], ["meta mark & 0x00004000 != 0x00000000"]);
    assert.deepEqual([...texts(480)], ["mark & 0x4000 != 0x0"]);
    assert.deepEqual([...texts(322)], ["mark & 0x4000 != 0x0"]);
  });
});

describe("readableRule", () => {
  it("takes the comment and the names of matches out, and the target apart", () => {
    assert.deepEqual(
      readableRule(
        '! -s 10.244.0.0/16 -d 10.96.1.64/32 -p tcp -m comment --comment "a \\"b\\" -j c" -m tcp --dport 80 -j KUBE-MARK-MASQ',
      ),
      {
        condition: "! -s 10.244.0.0/16 -d 10.96.1.64/32 -p tcp --dport 80",
        comment: 'a "b" -j c',
        target: "KUBE-MARK-MASQ",
      },
    );
  });

  it("reads a rule without a condition or without a target", () => {
    assert.deepEqual(readableRule("-j RETURN"), { condition: "", comment: null, target: "RETURN" });
    assert.deepEqual(readableRule("-p tcp"), { condition: "-p tcp", comment: null, target: "" });
  });
});
