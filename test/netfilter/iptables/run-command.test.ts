import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { runCommand } from "../../../src/netfilter/iptables/run-command.js";
import type { RuleSet } from "../../../src/netfilter/rule-set.js";

function run(commands: readonly string[]): { ruleSet: RuleSet; mistakes: readonly string[] } {
  let ruleSet = emptyRuleSet("ipv4");
  const mistakes: string[] = [];
  for (const text of commands) {
    const ran = runCommand({ name: "commands", text }, ruleSet);
    ruleSet = ran.ruleSet;
    for (const { code, span } of ran.diagnostics)
      mistakes.push(`${code} ${text.slice(span.start, span.end)}`);
  }
  return { ruleSet, mistakes };
}

describe("an iptables command", () => {
  it("appends, inserts, replaces and deletes by number or by what the rule says", () => {
    const { ruleSet, mistakes } = run([
      "-A FORWARD -i eth0 -j ACCEPT",
      "-I FORWARD -p tcp --dport 80 -j ACCEPT",
      "-I FORWARD 2 -s 10.0.0.0/255.0.0.0 -j DROP",
      "-R FORWARD 3 -i eth1 -j ACCEPT",
      "-D FORWARD -p tcp -m tcp --dport 80 -j ACCEPT",
      "-t nat -A POSTROUTING -o eth1 -j MASQUERADE",
      "-P FORWARD DROP",
    ]);
    assert.deepEqual(mistakes, []);
    assert.equal(
      printSave(ruleSet),
      [
        "*filter",
        ":INPUT ACCEPT [0:0]",
        ":FORWARD DROP [0:0]",
        ":OUTPUT ACCEPT [0:0]",
        "-A FORWARD -s 10.0.0.0/8 -j DROP",
        "-A FORWARD -i eth1 -j ACCEPT",
        "COMMIT",
        "*nat",
        ":PREROUTING ACCEPT [0:0]",
        ":INPUT ACCEPT [0:0]",
        ":OUTPUT ACCEPT [0:0]",
        ":POSTROUTING ACCEPT [0:0]",
        "-A POSTROUTING -o eth1 -j MASQUERADE",
        "COMMIT",
        "",
      ].join("\n"),
    );
  });

  it("makes, renames and deletes chains, and their jumps follow", () => {
    const { ruleSet, mistakes } = run([
      "-N ONE",
      "-A ONE -j RETURN",
      "-A FORWARD -j ONE",
      "-E ONE TWO",
      "-F TWO",
      "-D FORWARD 1",
      "-N THREE",
      "-A FORWARD -j THREE",
      "-X TWO",
    ]);
    assert.deepEqual(mistakes, []);
    assert.match(printSave(ruleSet), /:THREE - \[0:0\]\n-A FORWARD -j THREE\nCOMMIT/);
    assert.doesNotMatch(printSave(ruleSet), /TWO|ONE/);
  });

  it("changes nothing where it is wrong, and says where", () => {
    const start = ["-N MINE", "-A MINE -j RETURN", "-A FORWARD -j MINE"];
    const wrong = {
      "-A FOWARD -j DROP": "rules-unknown-chain FOWARD",
      "-A FORWARD -j YOURS": "rules-unknown-chain YOURS",
      "-A MINE -j MINE": "rules-loop MINE", // FORWARD leads there
      "-A FORWARD -j MASQUERADE": "rules-wrong-table MASQUERADE",
      "-D FORWARD -p udp -j DROP": "rules-no-such-rule -D",
      "-D FORWARD 2": "rules-no-such-number 2",
      "-I FORWARD 3 -j DROP": "rules-no-such-number 3",
      "-N MINE": "rules-chain-exists MINE",
      "-X MINE": "rules-chain-not-empty MINE",
      "-X FORWARD": "rules-chain-stays FORWARD",
      "-P MINE DROP": "rules-not-built-in MINE",
      "-P FORWARD REJECT": "rules-not-a-policy REJECT",
      "-t nut -F": "rules-unknown-table nut",
      "-F -p tcp": "rules-unknown-option -p",
      "-L": "rules-no-command -L",
      "-A": "rules-missing-value -A",
    };
    const before = printSave(run(start).ruleSet);
    for (const [command, mistake] of Object.entries(wrong)) {
      const { ruleSet, mistakes } = run([...start, command]);
      assert.deepEqual(mistakes, [mistake], command);
      assert.equal(printSave(ruleSet), before, command);
    }
  });

  it("adds no jump that makes a sixteenth chain in a row", () => {
    const names = Array.from({ length: 16 }, (_, at) => `C${at}`);
    const { mistakes } = run([
      ...names.map((name) => `-N ${name}`),
      ...names.slice(1).map((name, at) => `-A C${at} -j ${name}`),
      "-A OUTPUT -j C0",
      "-A OUTPUT -j C1",
    ]);
    assert.deepEqual(mistakes, ["rules-too-deep C0"]);
  });
});
