import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { FAMILIES } from "../../../src/base/address.js";
import type { Family } from "../../../src/base/address.js";
import { printRule } from "../../../src/netfilter/iptables/print-rule.js";
import { readRule } from "../../../src/netfilter/iptables/read-rule.js";

for (const family of FAMILIES) {
  const lines = readFileSync(`test/netfilter/iptables/recorded/match-${family}.txt`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const taken = lines.filter((line) => !line.startsWith("!!")).map((line) => line.split("\t"));

  describe(`a match of ${family}`, () => {
    for (const [written = "", saved = written] of taken) {
      it(`is printed as iptables-save prints it: ${written}`, () => {
        assert.equal(printed(written, family), saved);
        assert.equal(printed(saved, family), saved);
      });
    }

    for (const line of lines.filter((each) => each.startsWith("!! "))) {
      it(`is refused as iptables refuses it: ${line.slice(3)}`, () => {
        assert.throws(() => printed(line.slice(3), family), /rules-/);
      });
    }
  });
}

function printed(matches: string, family: Family): string {
  return printRule(readRule(`${matches} -j ACCEPT`, family)).replace(/ ?-j ACCEPT$/, "");
}
