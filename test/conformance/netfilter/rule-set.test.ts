import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Family } from "../../../src/base/address.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { readSave } from "../../../src/netfilter/iptables/read-save.js";
import { dumpChains } from "../../support/iptables-dump.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

const BUILT_IN = / (PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/;

interface RecordedCase {
  readonly path: string;
  readonly family: Family;
  readonly save: string;
}

function recordedCases(folder: string): readonly RecordedCase[] {
  const paths = readdirSync(sharedPath(folder)).map((name) => sharedPath(`${folder}/${name}`));
  return paths
    .filter((path) => existsSync(`${path}/save.iptables`))
    .map((path) => ({
      path,
      family: /^ipFamily: IPv6$/m.test(readFileSync(`${path}/input.yaml`, "utf8"))
        ? "ipv6"
        : "ipv4",
      save: readFileSync(`${path}/save.iptables`, "utf8"),
    }));
}

function afterRestoring(file: string, family: Family): string {
  const text = readFileSync(file, "utf8");
  const edits = [{ kind: "restore", owner: "kube-proxy", text }] as const;
  return printSave(applyEdits(emptyRuleSet(family), edits));
}

for (const folder of ["kube-proxy/iptables/own", "kube-proxy/iptables/upstream"]) {
  describe(`what iptables-save of a real kernel printed (${folder})`, needsShared(folder), () => {
    it("is what a restore text comes to, chain by chain", () => {
      for (const { path, family, save } of recordedCases(folder)) {
        const chains = dumpChains(save);
        const restored = dumpChains(afterRestoring(`${path}/restore.iptables`, family));
        for (const [chain, rules] of Object.entries(restored)) {
          // The jumps of the built-in chains are not part of the restore text.
          if (!BUILT_IN.test(chain)) assert.deepEqual(rules, chains[chain], `${path} ${chain}`);
        }
      }
    });

    it("is what the whole state comes to", () => {
      for (const { path, family, save } of recordedCases(folder)) {
        const whole = afterRestoring(`${path}/expected.iptables`, family);
        assert.deepEqual(dumpChains(whole), dumpChains(save), path);
      }
    });

    it("is printed back as it was read", () => {
      for (const { path, family, save } of recordedCases(folder)) {
        const { ruleSet, diagnostics } = readSave({ name: path, text: save }, family);
        assert.deepEqual(diagnostics, []);
        assert.equal(printSave(ruleSet), save, path);
      }
    });
  });
}

const FULL_NODE = "kube-proxy/static/full-node-realistic-node-a";

it("prints back the dump of a whole node", needsShared(FULL_NODE), () => {
  for (const file of ["iptables-legacy", "iptables-nft", "ip6tables-legacy", "ip6tables-nft"]) {
    const text = readFileSync(sharedPath(`${FULL_NODE}/${file}-save.txt`), "utf8");
    const family = file.startsWith("ip6") ? "ipv6" : "ipv4";
    const { ruleSet, diagnostics } = readSave({ name: file, text }, family);
    assert.deepEqual(diagnostics, []);
    const lines = text.split("\n").filter((line) => !line.startsWith("#"));
    assert.equal(printSave(ruleSet), lines.join("\n").replace(/\[\d+:\d+\]/g, "[0:0]"), file);
  }
});

it("reads the rules of the kernel worlds", needsShared("kernel/worlds"), () => {
  for (const file of readdirSync(sharedPath("kernel/worlds"))) {
    const { hosts } = JSON.parse(readFileSync(sharedPath(`kernel/worlds/${file}`), "utf8")) as {
      readonly hosts: Readonly<Record<string, { readonly iptables?: readonly string[] }>>;
    };
    for (const { iptables = [] } of Object.values(hosts)) {
      const text = iptables.join("\n");
      const { ruleSet, diagnostics } = readSave({ name: file, text }, "ipv4");
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === "error"),
        [],
      );
      // These were written by hand: iptables-save would have put a backslash before the apostrophe.
      const printed = printSave(ruleSet).replace(/\\'/g, "'");
      assert.deepEqual(dumpChains(printed), dumpChains(text), file);
    }
  }
});
