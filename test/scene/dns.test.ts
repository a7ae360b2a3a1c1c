import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { digText } from "../../src/scene/view/dns/dig-text.js";
import { dns } from "../../src/scene/view/dns/dns.js";
import { messageOf } from "../support/recorder.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

const NAME = "example.default.svc.cluster.local.";

function textsAfter(kind: string): readonly string[] {
  const shown = shownTrace(smallTrace());
  const step = shown.steps("rules").find(({ about }) => shown.trace.events[about]?.kind === kind);
  assert.ok(step);
  const { marks } = dns(shown.input(step, { width: 1000, height: 500 }));
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

describe("the DNS view", () => {
  it("tells tried, current and open names of the search list apart", () => {
    const asked = textsAfter("candidate-tried");
    assert.equal(asked.filter((text) => text === "asked now").length, 1);
    assert.equal(asked.filter((text) => text === "not tried").length, 3);
    assert.ok(textsAfter("lookup-ended").includes("NOERROR"));
  });

  it("prints what each plugin did and its line in the Corefile", () => {
    const texts = textsAfter("plugin-answered");
    assert.ok(texts.includes("answers NOERROR · found Service default/example"));
    assert.ok(texts.includes("nothing stored"));
    assert.ok(texts.includes("not asked"));
    assert.ok(texts.includes(":3"));
  });

  it("says in words why nothing was found and nothing stored", () => {
    const path = "scenarios/clusterip.hop";
    const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
    assert.ok(trace);
    const shown = shownTrace(trace);
    const texts = shown
      .steps("story")
      .flatMap((step) => dns(shown.input(step, { width: 1280, height: 500 })).marks)
      .flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
    assert.ok(texts.includes("answers NXDOMAIN · no name of this form"));
    assert.ok(texts.some((text) => text.endsWith("stores nothing: switched off for this zone")));
  });

  it("prints the question while the query is on its way, and the answer after it", () => {
    assert.ok(!textsAfter("block-chosen").includes(";; ANSWER SECTION:"));
    assert.ok(textsAfter("answer-received").includes(`${NAME}  5  IN  A  10.96.1.64`));
  });
});

describe("digText", () => {
  it("prints header, flags and sections as dig does", () => {
    assert.deepEqual(digText(messageOf(NAME, "A", ["10.96.1.64"])), [
      ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711",
      ";; flags: qr aa rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0",
      ";; QUESTION SECTION:",
      `;${NAME}  IN  A`,
      ";; ANSWER SECTION:",
      `${NAME}  5  IN  A  10.96.1.64`,
    ]);
  });
});
