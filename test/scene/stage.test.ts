import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Motion } from "../../src/scene/motion.js";
import { offsetAt } from "../../src/scene/motion.js";
import type { Scene } from "../../src/scene/scene.js";
import { stage } from "../../src/scene/view/stage/stage.js";
import type { Trace } from "../../src/trace/trace.js";
import { crowded } from "../support/crowded.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

const SIZE = { width: 720, height: 500 };

/** The stage after the first event that the test accepts. */
function stageAt(
  trace: Trace,
  isWanted: (event: Trace["events"][number]) => boolean,
  width = SIZE.width,
): Scene {
  const shown = shownTrace(trace);
  const step = shown.steps("rules").find(({ about }) => {
    const event = trace.events[about];
    return event !== undefined && isWanted(event);
  });
  assert.ok(step);
  return stage(shown.input(step, { ...SIZE, width }));
}

function words(scene: Scene): readonly string[] {
  return scene.marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

describe("the stage", () => {
  it("moves the packet along the wires, and ends where the dot stands", () => {
    const scene = stageAt(
      smallTrace(),
      ({ kind, packet }) => kind === "link-crossed" && packet === 3,
    );
    const [motion] = scene.motions;
    const dot = scene.marks.find(({ key }) => key === "packet/dot");
    assert.ok(motion && dot?.kind === "dot");
    const end = motion.points.at(-1);
    assert.deepEqual({ x: dot.x, y: dot.y }, end);
    assert.deepEqual(offsetAt(motion, 1), { x: 0, y: 0 });
    const start = offsetAt(motion, 0);
    assert.ok(start.y < 0, "it comes from the pod above");
  });

  it("goes back along the wires that the request came by", () => {
    const trace = smallTrace();
    const isCrossing = (packet: number, to: string) => (event: Trace["events"][number]) =>
      event.kind === "link-crossed" && event.packet === packet && event.namespace === to;
    const there = stageAt(trace, isCrossing(1, "node/worker"));
    const back = stageAt(trace, isCrossing(2, "pod/default/client"));
    const wayOf = (scene: Scene): Motion["points"] => scene.motions[0]?.points ?? [];
    const columns = (points: Motion["points"]): ReadonlySet<number> =>
      new Set(points.map(({ x }) => x));
    const [down] = columns(wayOf(there));
    assert.ok(down !== undefined && columns(wayOf(back)).has(down));
  });

  it("shows the struck old and the new destination where the step translates", () => {
    for (const width of [360, 720]) {
      const scene = stageAt(
        smallTrace(),
        ({ kind, packet }) => kind === "packet-translated" && packet === 3,
        width,
      );
      const spans = scene.marks.flatMap((mark) =>
        mark.kind === "text" && mark.key.startsWith("tag/") ? (mark.spans ?? []) : [],
      );
      assert.ok(spans.some(({ text, struck }) => text === "10.96.1.64:80" && struck === true));
      assert.ok(spans.some(({ text, fill }) => text === "10.244.2.3:80" && fill === "translation"));
    }
  });

  it("leaves Services without a wire", () => {
    const scene = stageAt(smallTrace(), ({ kind }) => kind === "request-started");
    assert.ok(words(scene).includes("Service example"));
    assert.ok(!scene.marks.some(({ kind, key }) => kind === "line" && key.includes("service")));
  });

  it("shows the pods of the play in any case, and counts those that do not fit", () => {
    const trace = crowded(smallTrace(), { nodes: 0, pods: 40, services: 0 });
    for (const width of [360, 720, 1280]) {
      const all = words(stageAt(trace, ({ kind }) => kind === "request-started", width));
      assert.ok(all.some((word) => /^\+\d+ more pods$/.test(word)));
      assert.ok(all.includes("10.244.1.4") && all.includes("10.244.1.2"));
    }
  });

  it("shows the Service in play first where not all fit", () => {
    const trace = crowded(smallTrace(), { nodes: 0, pods: 0, services: 40 });
    const firstAt = (wanted: (event: Trace["events"][number]) => boolean, width: number) =>
      words(stageAt(trace, wanted, width)).find((word) => word.startsWith("Service "));
    for (const width of [320, 360, 480, 720, 1280]) {
      const asked = firstAt(({ kind, packet }) => kind === "packet-ended" && packet === 1, width);
      assert.match(asked ?? "", /kube-dns|…/, String(width));
      const called = firstAt(({ kind, packet }) => kind === "packet-ended" && packet === 3, width);
      assert.equal(called, "Service example");
      // Nothing is on its way, but the resolver knows the address of the request's host.
      const found = firstAt(({ kind }) => kind === "request-ended", width);
      assert.equal(found, "Service example");
    }
  });

  it("keeps names readable where name and address do not fit in one line", () => {
    const path = "scenarios/clusterip.hop";
    const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
    assert.ok(trace);
    for (const width of [320, 360, 480]) {
      const all = words(stageAt(trace, ({ kind }) => kind === "packet-created", width));
      assert.ok(all.includes("client") && all.includes("10.244.1.2"));
      assert.ok(
        all.some((word) => /^example.*-w474r$/.test(word)),
        `${width}: ${all.join(" ")}`,
      );
      assert.ok(!all.some((word) => /netfi.*…/.test(word)), String(width));
    }
  });

  it("shows no packet of the past where the play goes on to something else", () => {
    for (const kind of ["request-started", "note-shown", "request-ended"]) {
      const scene = stageAt(smallTrace(), (event) => event.kind === kind, 360);
      assert.ok(!scene.marks.some(({ key }) => key === "packet/dot"), kind);
      assert.ok(words(scene).includes("no packet is on its way"), kind);
    }
  });

  it("draws the same picture for the same step", () => {
    const draw = (): Scene => stageAt(smallTrace(), ({ kind }) => kind === "route-chosen");
    assert.deepEqual(draw(), draw());
  });
});
