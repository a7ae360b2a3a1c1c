import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileMode } from "../../src/kubeproxy/mode.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { NO_NFTABLES } from "../../src/netfilter/nftables/model/nftables.js";
import { listed } from "../../src/netfilter/nftables/print/listed.js";
import { printRuleset } from "../../src/netfilter/nftables/print/print-list.js";
import { applyNft, readNft } from "../../src/netfilter/nftables/read/read-nft.js";
import { renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import { drawnProxyInputs } from "../support/drawn-proxy-input.js";
import { dumpChains } from "../support/iptables-dump.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";
import { textsNotTaken } from "./load-texts.js";
import type { LoadedText } from "./load-texts.js";

// Each is a process of every tool.
const INPUTS = 60;
const LISTED = 15;

describe("the real tools, given drawn inputs", { skip: reasonToSkip("nft", "ipset") }, () => {
  const inputs = fc
    .sample(drawnProxyInputs, { numRuns: INPUTS, seed: 36 })
    .map(({ yaml }) => [yaml, readProxyCase(yaml)] as const);
  const taken = (texts: (name: string, input: ProxyInput) => readonly LoadedText[]): void => {
    assert.deepEqual(textsNotTaken(inputs.flatMap((each) => texts(...each))), []);
  };

  it("iptables-restore takes what is compiled, legacy and nft", () => {
    taken((name, input) =>
      ["legacy", "nft"].map((variant) => ({
        name,
        command: `${IPTABLES[input.family]}-${variant}-restore --test --noflush --counters`,
        text: renderRestore(input),
      })),
    );
  });

  it("the kernel has what we think it has, and lists it so", () => {
    for (const [name, input] of inputs.slice(0, LISTED)) {
      const { family } = input;
      const text = renderRestore(input);
      const edits = [{ kind: "restore", owner: "kube-proxy", text }] as const;
      const tool = `${IPTABLES[family]}-legacy`;
      const saved = runInNamespace(`${tool}-restore --noflush --counters && ${tool}-save`, text);
      assert.equal(saved.failure, null, name);
      const ours = dumpChains(printSave(applyEdits(emptyRuleSet(family), edits)));
      assert.deepEqual(dumpChains(saved.output), ours, name);
      const commands = compileMode("nftables", input).nftables;
      const { output, failure } = runInNamespace("nft -f - && nft list ruleset", commands);
      assert.equal(failure, null, name);
      const origin = { owner: "kube-proxy" } as const;
      const made = applyNft(NO_NFTABLES, { name: "nft", text: commands }, origin).nftables;
      assert.equal(printRuleset(listed(made)).trimEnd(), output.trimEnd(), name);
      const back = readNft({ name: "nft", text: output }, origin).nftables;
      assert.equal(printRuleset(listed(back)).trimEnd(), output.trimEnd(), name);
    }
  });

  it("nft takes what is compiled", () => {
    taken((name, input) => [
      { name, command: "nft -c -f -", text: compileMode("nftables", input).nftables },
    ]);
  });

  it("ipset and iptables-restore take what is compiled for ipvs mode", () => {
    taken((name, input) => {
      const { iptables, ipsets } = compileMode("ipvs", input);
      return [
        {
          name,
          command: `${IPTABLES[input.family]}-legacy-restore --test`,
          text: printSave(applyEdits(emptyRuleSet(input.family), iptables)),
          before: { command: "ipset restore", text: ipsets, undo: "ipset destroy" },
        },
      ];
    });
  });
});
