import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tabAfter } from "../../../src/element/compare/mode-tabs.js";
import { readModes } from "../../../src/element/compare/read-modes.js";

describe("the attribute modes", () => {
  for (const [text, modes, unknown] of [
    ["", null, []],
    ["   ", null, []],
    ["nftables iptables", ["nftables", "iptables"], []],
    [" ipvs,\n nftables ,ipvs ", ["ipvs", "nftables"], []],
    ["iptables ebpf eBPF", ["iptables"], ["ebpf", "eBPF"]],
    ["userspace", null, ["userspace"]],
  ] as const) {
    it(`reads “${text.trim()}”`, () => {
      assert.deepEqual(readModes(text), { modes, unknown });
    });
  }
});

describe("the keys of mode tabs", () => {
  it("go round, to the ends, and nowhere else", () => {
    assert.equal(tabAfter("ArrowRight", 2, 3), 0);
    assert.equal(tabAfter("ArrowLeft", 0, 3), 2);
    assert.equal(tabAfter("Home", 2, 3), 0);
    assert.equal(tabAfter("End", 0, 3), 2);
    assert.equal(tabAfter(".", 0, 3), null);
  });
});
