import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadText, mistakesIn } from "../support/load-text.js";

describe("compare", () => {
  it("names the modes in the order to show them", () => {
    const { scenario } = loadText("hopwise 1\nnode worker\ncompare iptables\n");
    assert.deepEqual(scenario?.compare, ["iptables"]);
    assert.equal(loadText("hopwise 1\nnode worker\n").scenario?.compare, undefined);
  });

  it("reports one mode alone, one that is no mode, and one that is named twice", () => {
    const mistakes = (line: string): readonly string[] =>
      mistakesIn(`hopwise 1\nnode worker\n${line}\n`);
    assert.deepEqual(mistakes("compare iptables"), ['3:1 nothing-to-compare "compare iptables"']);
    assert.deepEqual(mistakes("compare iptables, ebpf"), ['3:19 bad-choice "ebpf"']);
    assert.deepEqual(mistakes("compare iptables iptables"), ['3:18 said-twice "iptables"']);
    assert.deepEqual(mistakes("compare"), ['3:8 missing-value ""']);
  });
});
