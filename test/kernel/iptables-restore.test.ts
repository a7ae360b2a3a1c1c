import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Family } from "../../src/base/address.js";
import { renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../support/iptables-dump.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import type { InNamespace } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";

const OWN = "test/conformance/kubeproxy/own";

describe("the real iptables-restore", { skip: reasonToSkip() }, () => {
  for (const family of ["ipv4", "ipv6"] as const) {
    it(`takes the compiled rules, and the kernel has what we think it has (${family})`, () => {
      const inputs = casesOf(family);
      assert.ok(inputs.length > 3);
      for (const [name, input] of inputs) {
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
  });
});

function casesOf(family: Family): readonly (readonly [string, ProxyInput])[] {
  return readdirSync(OWN)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, readProxyCase(readFileSync(`${OWN}/${name}`, "utf8"))] as const)
    .filter(([, input]) => input.family === family);
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
