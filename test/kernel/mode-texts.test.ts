import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compileMode } from "../../src/kubeproxy/mode.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { NO_NFTABLES } from "../../src/netfilter/nftables/model/nftables.js";
import { listed } from "../../src/netfilter/nftables/print/listed.js";
import { printRuleset } from "../../src/netfilter/nftables/print/print-list.js";
import { applyNft } from "../../src/netfilter/nftables/read/read-nft.js";
import { allCases } from "../conformance/kube-proxy/all-cases.js";
import { IPTABLES, reasonToSkip } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";
import { textsNotTaken } from "./load-texts.js";
import type { LoadedText } from "./load-texts.js";

describe("the real tools", { skip: reasonToSkip("nft", "ipset") }, () => {
  it("nft takes what is compiled for it and what is listed", () => {
    const inputs = inputsOf("nftables");
    assert.ok(inputs.length > 100);
    assert.deepEqual(
      textsNotTaken(
        inputs.flatMap(([name, input]): readonly LoadedText[] => {
          const text = compileMode("nftables", input).nftables;
          const origin = { name: "kube-proxy", text };
          const { nftables } = applyNft(NO_NFTABLES, origin, { owner: "kube-proxy" });
          const command = "nft -c -f -";
          return [
            { name, command, text },
            { name: `${name} (list)`, command, text: printRuleset(listed(nftables)) },
          ];
        }),
      ),
      [],
    );
  });

  it("ipset and iptables-restore take what is compiled for ipvs mode", () => {
    const inputs = inputsOf("ipvs");
    assert.ok(inputs.length > 100);
    assert.deepEqual(textsNotTaken(inputs.map(([name, input]) => ipvsTexts(name, input))), []);
  });
});

function ipvsTexts(name: string, input: ProxyInput): LoadedText {
  const { iptables, ipsets } = compileMode("ipvs", input);
  return {
    name,
    command: `${IPTABLES[input.family]}-legacy-restore --test`,
    text: printSave(applyEdits(emptyRuleSet(input.family), iptables)),
    before: { command: "ipset restore", text: ipsets, undo: "ipset destroy" },
  };
}

function inputsOf(mode: "nftables" | "ipvs"): readonly (readonly [string, ProxyInput])[] {
  return allCases()
    .filter(({ kind }) => kind === mode)
    .map(({ name, read }) => [name, readProxyCase(read("input.yaml"))] as const);
}
