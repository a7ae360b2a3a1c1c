import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choiceIn, panesOf } from "../../src/element/pane-choice.js";
import { layoutOf } from "../../src/element/size-controller.js";
import { createHistory } from "../../src/trace/history.js";
import { playLines } from "../support/kind-scenario.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();
const history = createHistory(trace);

function stateAfter(kind: string): ReturnType<typeof history.stateAt> {
  return history.stateAt(trace.events.findIndex((event) => event.kind === kind) + 1);
}

describe("the views that are shown", () => {
  it("are one on a phone, two on a tablet, three on a desk", () => {
    const state = history.stateAt(0);
    assert.equal(panesOf(layoutOf(336), "auto", state).length, 1);
    assert.equal(panesOf(layoutOf(744), "auto", state).length, 2);
    assert.equal(panesOf(layoutOf(1216), "auto", state).length, 3);
  });

  it("show DNS beside the stage while a name is looked up", () => {
    assert.deepEqual(panesOf("two", "auto", stateAfter("lookup-started")), ["stage", "dns"]);
    assert.deepEqual(panesOf("two", "auto", stateAfter("lookup-ended")), ["stage", "dns"]);
  });

  it("show DNS for what a name server does, whoever asked", () => {
    const state = history.stateAt(0);
    assert.deepEqual(panesOf("three", "auto", state, "plugin-answered"), ["stage", "dns"]);
    assert.deepEqual(panesOf("three", "auto", state, "block-chosen"), ["stage", "dns"]);
    assert.deepEqual(panesOf("one", "stage", state, "plugin-answered"), ["stage"]);
  });

  it("show DNS once dig has its answer, though no search list was walked", () => {
    const { trace: dug } = playLines("client dig example.default.svc.cluster.local");
    const { events } = dug;
    const end = events.findIndex(({ kind }) => kind === "request-ended");
    const state = createHistory(dug).stateAt(end + 1);
    assert.deepEqual(panesOf("three", "auto", state, "request-ended"), ["stage", "dns"]);
  });

  it("show the rules where one of them refuses dig's question", () => {
    const { trace: refused } = playLines(
      "iptables worker -I FORWARD -p udp -j DROP\nclient dig example.default.svc.cluster.local +tries=1",
    );
    const { events } = refused;
    const end = events.findIndex(({ kind }) => kind === "packet-ended");
    const state = createHistory(refused).stateAt(end + 1);
    assert.deepEqual(panesOf("three", "auto", state, "packet-ended"), [
      "stage",
      "flowchart",
      "rules",
    ]);
  });

  it("show the rules while a packet walks through them", () => {
    assert.deepEqual(panesOf("three", "auto", stateAfter("rule-hit")), [
      "stage",
      "flowchart",
      "rules",
    ]);
  });

  it("keep what the reader chose", () => {
    const state = stateAfter("lookup-started");
    assert.deepEqual(panesOf("two", "rules", state), ["stage", "rules"]);
    assert.deepEqual(panesOf("one", "flowchart", state), ["flowchart"]);
  });

  it("fall back where a layout does not offer the choice", () => {
    assert.equal(choiceIn("one", "auto"), "stage");
    assert.equal(choiceIn("three", "stage"), "auto");
  });
});
