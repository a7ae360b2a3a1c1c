import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Family } from "../../src/base/address.js";
import { renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import type { ProxyInput } from "../../src/kubeproxy/iptables/input.js";
import { applyEdits, emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../support/iptables-dump.js";
import { readProxyCase } from "../support/proxy-case.js";

const OWN = "test/conformance/kubeproxy/own";
const COMMANDS: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };

describe("the real iptables-restore", { skip: reasonToSkip() }, () => {
  for (const family of ["ipv4", "ipv6"] as const) {
    it(`takes the compiled rules, and the kernel has what we think it has (${family})`, () => {
      const inputs = casesOf(family);
      assert.ok(inputs.length > 3);
      for (const [name, input] of inputs) {
        const text = renderRestore(withoutAccounting(input));
        const edits = [{ kind: "restore", owner: "kube-proxy", text }] as const;
        const ours = printSave(applyEdits(emptyRuleSet(family), edits));
        const { failure, output } = loadAndSave(COMMANDS[family], text);
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

interface Loading {
  readonly failure: string | null;
  readonly output: string;
}

/** Loads a text as kube-proxy does, first as a trial, into a network namespace that ends with the command. */
function loadAndSave(command: string, input: string): Loading {
  const restore = `${command}-restore --noflush --counters --wait 5`;
  const script = `text=$(cat); printf "%s\\n" "$text" | ${restore} --test && printf "%s\\n" "$text" | ${restore} && ${command}-save`;
  return runInNamespace(script, input);
}

function runInNamespace(script: string, input: string): Loading {
  const result = spawnSync("unshare", ["--net", "sh", "-c", script], {
    input,
    encoding: "utf8",
    timeout: 20_000,
  });
  const message = result.error?.message ?? `${result.stderr} (status ${result.status})`;
  return { failure: result.status === 0 ? null : message, output: result.stdout };
}

function reasonToSkip(): string | false {
  if (process.platform !== "linux") return "network namespaces are of Linux";
  if (process.getuid?.() !== 0) return "a network namespace takes root";
  for (const command of Object.values(COMMANDS)) {
    const { failure } = runInNamespace(
      `${command} -t nat -L -n && ${command}-restore --version`,
      "",
    );
    if (failure !== null) return `${command} does not run in a network namespace here: ${failure}`;
  }
  return false;
}
