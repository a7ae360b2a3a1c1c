import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../../src/base/address.js";
import { compileIptables, renderRestore } from "../../../src/kubeproxy/iptables/compile.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { linesOf } from "../../../src/netfilter/iptables/line.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { readWords } from "../../../src/netfilter/iptables/read-words.js";
import { createUsualRules } from "../../../src/netfilter/iptables/usual-rule.js";
import type { Rule } from "../../../src/netfilter/rule-set.js";
import { ownInput } from "../../support/own-input.js";

describe("a rule read without the grammar", () => {
  it("is what the grammar reads, in all of kube-proxy's words and those of iptables-save", () => {
    const texts = (["v4", "v6"] as const).flatMap((version) => {
      const input = ownInput(`iptables/own/realistic-node-a-${version}`);
      const { family } = input;
      const dump = printSave(applyEdits(emptyRuleSet(family), compileIptables(input)));
      return [renderRestore(input), dump].map((text) => ({ family, text }));
    });
    let usual = 0;
    let rules = 0;
    for (const { family, text } of texts)
      for (const line of text.split("\n").filter((each) => each.startsWith("-A "))) {
        rules++;
        usual += Number(agrees(line, family));
      }
    assert.ok(usual / rules > 0.97, `${usual} of ${rules}`);
  });

  it("is the same with options in any order, negations and several modules", () => {
    const lines = [
      "-A X -m tcp -p tcp -d 10.0.0.1 --dport 80 ! -s 10.1.0.0/16 -j KUBE-MARK-MASQ",
      "-A X -p tcp -m comment --comment word -m tcp ! --dport 80 -j DROP",
      "-A X ! -i br0 -o eth+ -p udp -m udp --sport 1:5 -m conntrack ! --ctstate RELATED,ESTABLISHED -j RETURN",
      "-A X -s 0.0.0.0/0 -d 10.0.0.0/255.0.0.0 -j ACCEPT",
      '-A X -m comment --comment "a -j DROP b" -m comment --comment c -j X',
      "-A X -m limit --limit 5/min -m statistic --mode nth --every 3 --packet 0 -j LOG --log-prefix x",
      "-A X -p tcp -m multiport --dports 1,2,3 -j REJECT --reject-with tcp-reset",
      "-A X -p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.4:80-90 --random",
    ];
    for (const line of lines) assert.ok(agrees(line, "ipv4"), line);
  });

  it("shares no match that counts", () => {
    const read = createUsualRules("ipv4", "user");
    const line = "-A X -m limit --limit 5/min -j ACCEPT";
    const [one, other] = [0, 1].map(() => read(line, 0, line.length)?.rule.matches[0]);
    assert.ok(one !== undefined && one !== other);
    assert.deepEqual(one, other);
  });

  it("leaves to the grammar what is wrong or unusual", () => {
    const lines = [
      "-A X",
      "-A X -j",
      "-A  X -j DROP",
      "-A X -j DROP ",
      "-A X -j DROP -s 10.0.0.1",
      "-A X -s 10.0.0.1 -s 10.0.0.2 -j DROP",
      "-A X -s 10.0.0.256 -j DROP",
      "-A X -s fd00::1 -j DROP",
      "-A X -p nothing -j DROP",
      "-A X -m unknown --what -j DROP",
      "-A X -m tcp --dport 99999 -j DROP",
      "-A X -m tcp --what 1 -j DROP",
      "-A X -m tcp --dport 80 --dport 81 -j DROP",
      "-A X --dport 80 -j DROP",
      "-A X -p tcp --dport 80 -j DROP",
      '-A X -m comment --comment "open -j DROP',
      '-A X -m comment --comment "a"b -j DROP',
      '-A X -j "DROP"',
      "-A X -j DNAT",
      "-A X -j DNAT --to-destination 10.0.0.1:70000",
      "-A X -j TEE --gateway 10.0.0.1",
      "-A X ! -j DROP",
      "-I X -j DROP",
      "[0:0] -A X -j DROP",
    ];
    const read = createUsualRules("ipv4", "user");
    for (const line of lines) assert.equal(read(line, 0, line.length), null, line);
  });
});

// Whether the quick reader takes the line; it must then say what the grammar says.
function agrees(line: string, family: Family): boolean {
  const quick = createUsualRules(family, "user")(line, 0, line.length);
  if (quick === null) return false;
  const [slow] = linesOf({ name: "line", text: line });
  assert.ok(slow?.kind === "rule");
  assert.equal(quick.chain, slow.chain.text);
  assert.deepEqual(quick.rule, ruleOf(slow.words, family), line);
  const name = slow.words[slow.words.findLastIndex(({ text }) => text === "-j") + 1];
  assert.equal(line.slice(quick.targetStart, quick.targetEnd), name?.text);
  return true;
}

function ruleOf(words: Parameters<typeof readWords>[0], family: Family): Rule | null {
  const report = (): void => {
    assert.fail("nothing is wrong");
  };
  return readWords(words, { family, owner: "user", report });
}
