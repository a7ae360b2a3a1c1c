import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stepsOf } from "../../src/trace/steps.js";
import { walkText } from "../../src/trace/walk-text.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();

describe("walkText", () => {
  it("has a line per step, and one per chapter", () => {
    for (const detail of ["story", "hooks", "rules"] as const) {
      const lines = walkText(trace, detail).trimEnd().split("\n");
      assert.equal(lines.length, stepsOf(trace, detail).length + 1);
    }
  });

  it("reads like a packet's walk through the nat table", () => {
    const lines = walkText(trace, "rules").split("\n");
    const from = lines.findIndex(
      (line) => line.includes("#3") && line.includes("nat PREROUTING rule"),
    );
    assert.deepEqual(
      lines
        .slice(from, from + 6)
        .map((line) => line.slice(line.indexOf("SYN") + 3).replace(/^ {6}/, "")),
      [
        "    nat PREROUTING rule 1 -> KUBE-SERVICES",
        "      nat KUBE-SERVICES rule 2 -> KUBE-SVC-KJPVVQX5F7GDTKCS",
        "        nat KUBE-SVC-KJPVVQX5F7GDTKCS rule 3 -> KUBE-SEP-HPTXBH7MENSODM52 (rule 2 drew 0.830, hits below 0.500)",
        "          nat KUBE-SEP-HPTXBH7MENSODM52 rule 2 DNAT to 10.244.2.3:80",
        "  dnat in PREROUTING: 10.96.1.64:80 -> 10.244.2.3:80",
        "  nat PREROUTING: accept, 8 rules tried",
      ],
    );
  });

  it("starts what happened in the same column on every line", () => {
    const [, ...lines] = walkText(trace, "story").trimEnd().split("\n");
    const column = lines[0]?.indexOf("$") ?? -1;
    for (const line of lines) assert.match(line.slice(column - 2), /^ {2}\S| {4}\S/);
  });
});
