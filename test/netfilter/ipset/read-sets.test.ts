import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { printSetList, printSetSave } from "../../../src/netfilter/ipset/print-sets.js";
import { readSets } from "../../../src/netfilter/ipset/read-sets.js";

const GIVEN = readFileSync("test/netfilter/ipset/recorded/given.txt", "utf8");

describe("sets", () => {
  const { sets, diagnostics } = readSets({ name: "sets", text: GIVEN });

  it("are read as ipset reads them", () => {
    assert.deepEqual(diagnostics, []);
  });

  // The kernel keeps a hash in an order of its own, and draws its start value.
  it("are saved as ipset saves them", () => {
    const saved = readFileSync("test/netfilter/ipset/recorded/save.txt", "utf8");
    assert.deepEqual(sorted(printSetSave(sets, 0)), sorted(saved));
  });

  it("are listed as ipset lists them", () => {
    const listed = readFileSync("test/netfilter/ipset/recorded/list.txt", "utf8");
    const ours = printSetList(sets, { now: 0, rulesWith: () => 0 });
    assert.deepEqual(sorted(ours), sorted(listed));
  });

  it("are read back as they were saved", () => {
    const saved = printSetSave(sets, 0);
    const again = readSets({ name: "saved", text: saved });
    assert.deepEqual(again.diagnostics, []);
    assert.equal(printSetSave(again.sets, 0), saved);
  });

  it("lose entries whose time is over", () => {
    const text = "create a hash:ip timeout 10\nadd a 10.0.0.1\nadd a 10.0.0.2 timeout 0\n";
    const { sets } = readSets({ name: "sets", text });
    const at = (seconds: number): string => printSetSave(sets, seconds * 1_000_000);
    assert.match(at(4), /add a 10\.0\.0\.1 timeout 6\nadd a 10\.0\.0\.2 timeout 0\n/);
    assert.doesNotMatch(at(10), /10\.0\.0\.1/);
  });

  for (const [line, code] of [
    ["add zz 1.2.3.4", "sets-unknown-set"],
    ["create a hash:ip", "sets-repeated-set"],
    ["create x hash:foo", "sets-unknown-type"],
    ["create x bitmap:port", "sets-missing-range"],
    ["create x hash:ip family inet5", "sets-not-a-family"],
    ["create y hash:ip foo 3", "sets-unknown-option"],
    [`create ${"x".repeat(32)} hash:ip`, "sets-long-name"],
    ["add a 1.2.3", "sets-wrong-entry"],
    ["add a fd00::1", "sets-wrong-entry"],
    ["add a 10.0.0.1", "sets-repeated-entry"],
    ["add a 10.0.0.1 nomatch", "sets-unknown-option"],
    ["add b 0.0.0.0/0", "sets-wrong-entry"],
    ["add c 10.0.0.1", "sets-wrong-entry"],
    ["add c 10.0.0.1,foo:80", "sets-wrong-entry"],
    ["add c 10.0.0.0/8,tcp:1-65535", "sets-wrong-entry"],
    ["add m 10.1.0.0", "sets-wrong-entry"],
    ["add l zz", "sets-unknown-set"],
    ["foo", "sets-unknown-command"],
    ["add", "sets-incomplete"],
    ["create z hash:ip maxelem 1\nadd z 1.1.1.1\nadd z 1.1.1.2", "sets-full"],
  ] as const)
    it(`are not changed by a mistake: ${line.slice(0, 60)}`, () => {
      const read = readSets({ name: "sets", text: `${GIVEN}${line}\n` });
      assert.deepEqual(
        read.diagnostics.map((diagnostic) => diagnostic.code),
        [code],
      );
    });

  it("stop being complained of after a hundred mistakes", () => {
    const { diagnostics } = readSets({ name: "sets", text: "foo\n".repeat(100_000) });
    assert.equal(diagnostics.length, 101);
  });

  it("take commands that are forced, and those that remove", () => {
    const text =
      "create a hash:ip\nadd a 1.1.1.1\nadd a 1.1.1.1 -exist\nadd -exist a 1.1.1.1\ncreate a hash:ip -exist\ndel a 1.1.1.1\n";
    assert.deepEqual(
      readSets({ name: "sets", text }).diagnostics.map(({ code }) => code),
      [],
    );
  });
});

function sorted(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !line.startsWith("Size in memory"))
    .map((line) => line.replace(/ initval 0x\w+/, "").replace(/ timeout (\d+) /, " timeout T "))
    .sort();
}
