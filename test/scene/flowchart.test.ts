import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BoxMark } from "../../src/scene/mark/mark.js";
import type { Scene } from "../../src/scene/scene.js";
import { flowchart } from "../../src/scene/view/flowchart/flowchart.js";
import type { Trace } from "../../src/trace/trace.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

type Wanted = (event: Trace["events"][number]) => boolean;

function chartAt(isWanted: Wanted, trace: Trace = smallTrace(), width = 640): Scene {
  const shown = shownTrace(trace);
  const step = shown.steps("rules").find(({ about }) => {
    const event = trace.events[about];
    return event !== undefined && isWanted(event);
  });
  assert.ok(step);
  return flowchart(shown.input(step, { width, height: 400 }));
}

function boxAt({ marks }: Scene, key: string): BoxMark {
  const found = marks.find((mark): mark is BoxMark => mark.kind === "box" && mark.key === key);
  assert.ok(found, key);
  return found;
}

function litEdges({ marks }: Scene): readonly string[] {
  return marks
    .flatMap((mark) =>
      mark.kind === "line" && mark.key.startsWith("edge/") && mark.strokeWidth > 2
        ? [mark.key]
        : [],
    )
    .sort();
}

const isTranslated: Wanted = ({ kind, packet }) => kind === "packet-translated" && packet === 3;

describe("the flowchart", () => {
  it("draws every station of the trace's own chart, in its order", () => {
    const trace = smallTrace();
    const chart = trace.header.chart.map(({ hook, stations }) => ({
      hook,
      stations: hook === "INPUT" ? [...stations].reverse() : stations,
    }));
    for (const width of [360, 640]) {
      const scene = chartAt(isTranslated, { ...trace, header: { ...trace.header, chart } }, width);
      for (const { hook, stations } of chart) {
        const places = stations.map((station) => boxAt(scene, `hook/${hook}/${station}`));
        const inOrder = [...places].sort((a, b) => a.y - b.y || a.x - b.x);
        assert.deepEqual(inOrder, places, hook);
      }
    }
  });

  it("marks where the packet is, what it passed, and what is not there", () => {
    const scene = chartAt(isTranslated);
    assert.equal(boxAt(scene, "hook/PREROUTING/nat").fill, "translation");
    assert.equal(boxAt(scene, "hook/PREROUTING/mangle").fill, "packet-fill");
    assert.equal(boxAt(scene, "hook/PREROUTING/raw").stroke, null);
    assert.equal(boxAt(scene, "hook/FORWARD/filter").fill, "card");
  });

  it("says why a table was skipped", () => {
    const scene = chartAt((event) => event.kind === "table-skipped" && event.reason === "binding");
    const nat = boxAt(scene, "hook/PREROUTING/nat");
    assert.equal(nat.dashed, true);
    assert.match(nat.tooltip ?? "", /skipped: translation is settled/);
  });

  it("lights the forwarded path up to where the packet is", () => {
    const scene = chartAt(({ kind, packet }) => kind === "connection-confirmed" && packet === 3);
    assert.deepEqual(litEdges(scene), [
      "edge/FORWARD/POSTROUTING",
      "edge/PREROUTING/routing-in",
      "edge/ingress/PREROUTING",
      "edge/input/ingress",
      "edge/routing-in/FORWARD",
    ]);
  });

  it("says of a namespace without rules that nothing happens there, and lights what was gone all the same", () => {
    const scene = chartAt(({ kind, packet }) => kind === "packet-ended" && packet === 3);
    assert.ok(
      scene.marks.some(
        (mark) => mark.kind === "text" && mark.text.startsWith("No rules in example"),
      ),
    );
    assert.deepEqual(litEdges(scene), ["edge/input/routing", "edge/routing/process"]);
    assert.ok(!scene.marks.some(({ key }) => key.startsWith("hook/")), "no empty hooks");
  });

  it("offers each station's chains for a click", () => {
    const scene = chartAt(isTranslated);
    assert.equal(boxAt(scene, "hook/OUTPUT/nat").action, "hook:OUTPUT/table:nat");
  });
});
