import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../src/base/address.js";
import { kubeletEdits } from "../../src/kubelet/iptables.js";
import { compileIptables, renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { allCases } from "../conformance/kube-proxy/all-cases.js";
import { dumpChains } from "../support/iptables-dump.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import type { InNamespace } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";
import { textsNotTaken } from "./load-texts.js";
import type { LoadedText } from "./load-texts.js";

// So many cases are really loaded and compared; all of them are tried.
const LOADED = 12;

describe("the real iptables-restore", { skip: reasonToSkip() }, () => {
  for (const family of ["ipv4", "ipv6"] as const) {
    const cases = casesOf(family);

    it(`takes what is compiled and printed, legacy and nft (${family}, ${cases.length} cases)`, () => {
      assert.ok(cases.length > 3);
      assert.deepEqual(textsNotTaken(cases.flatMap((each) => textsOf(...each))), []);
    });

    it(`leaves the kernel with what we think it has (${family})`, () => {
      const step = Math.ceil(cases.length / LOADED);
      for (const [name, input] of cases.filter((_, index) => index % step === 0)) {
        const text = renderRestore(withoutAccounting(input));
        const edits = [{ kind: "restore", owner: "kube-proxy", text }] as const;
        const ours = printSave(applyEdits(emptyRuleSet(family), edits));
        const { failure, output } = loadAndSave(IPTABLES[family], text);
        assert.equal(failure, null, name);
        assert.deepEqual(dumpChains(output), dumpChains(ours), name);
      }
    });
  }

  it("refuses a jump to a chain that is missing", () => {
    const text = "*nat\n:KUBE-SERVICES - [0:0]\n-A KUBE-SERVICES -j KUBE-SVC-MISSING\nCOMMIT\n";
    assert.notEqual(loadAndSave("iptables", text).failure, null);
    const [failure] = textsNotTaken([
      { name: "missing", command: "iptables-legacy-restore --test", text },
    ]);
    assert.match(failure ?? "", /KUBE-SVC-MISSING/);
  });
});

function casesOf(family: Family): readonly (readonly [string, ProxyInput])[] {
  return allCases()
    .filter(({ kind }) => kind === "iptables")
    .map(({ name, read }) => [name, readProxyCase(read("input.yaml"))] as const)
    .filter(([, input]) => input.family === family);
}

// What kube-proxy gives to the tool, and the dump of the node, in both variants of the tool.
function textsOf(name: string, compiled: ProxyInput): readonly LoadedText[] {
  const input = withoutAccounting(compiled);
  const edits = [...kubeletEdits(input.family, 36), ...compileIptables(input)];
  const dump = printSave(applyEdits(emptyRuleSet(input.family), edits));
  return ["legacy", "nft"].flatMap((variant) => {
    const command = `${IPTABLES[input.family]}-${variant}-restore --test`;
    return [
      { name, command: `${command} --noflush --counters`, text: renderRestore(input) },
      { name: `${name} (dump)`, command, text: dump },
    ];
  });
}

// The accounting objects would have to be made first, by a program that is seldom installed.
function withoutAccounting(input: ProxyInput): ProxyInput {
  const accounting = { invalidDropped: false, localhostNodePorts: false };
  return { ...input, configuration: { ...input.configuration, accounting } };
}

/** Loads a text as kube-proxy does, first as a trial, into a network namespace that ends with the command. */
function loadAndSave(command: string, input: string): InNamespace {
  const restore = `${command}-restore --noflush --counters --wait 5`;
  const script = `text=$(cat); printf "%s\\n" "$text" | ${restore} --test && printf "%s\\n" "$text" | ${restore} && ${command}-save`;
  return runInNamespace(script, input);
}
