import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileMode } from "../../src/kubeproxy/mode.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import { drawnProxyInputs } from "../support/drawn-proxy-input.js";
import { IPTABLES, reasonToSkip } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";
import { textsNotTaken } from "./load-texts.js";
import type { LoadedText } from "./load-texts.js";

// Each is a process of every tool.
const INPUTS = 60;

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
