import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { FAMILIES } from "../../src/base/address.js";
import type { Family } from "../../src/base/address.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import { printSetSave } from "../../src/netfilter/ipset/print-sets.js";
import { readSets } from "../../src/netfilter/ipset/read-sets.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";

const BACKENDS = ["nft", "legacy"] as const;

// The sets that the rules name.
const setsOf = (family: Family): string => {
  const inet = family === "ipv4" ? "inet" : "inet6";
  return `create s1 hash:ip family ${inet}\ncreate s2 hash:net,port family ${inet}\ncreate s3 hash:ip,port,ip family ${inet}\n`;
};

describe("every match", { skip: reasonToSkip() || reasonWithoutSets() }, () => {
  for (const family of FAMILIES) {
    for (const backend of BACKENDS) {
      it(`loads in the kernel and is saved as we print it (${family}, ${backend})`, () => {
        const given = dumpOf(family);
        const { ruleSet, diagnostics } = readSave({ name: "matches", text: given }, family);
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        assert.deepEqual(errors, []);
        const command = `${IPTABLES[family]}-${backend}`;
        const script = `printf '${setsOf(family).replaceAll("\n", "\\n")}' | ipset restore && ${command}-restore && for t in mangle filter; do ${command}-save -t $t; done`;
        const { failure, output } = runInNamespace(script, given);
        assert.equal(failure, null);
        assert.deepEqual(rulesIn(output), rulesIn(printSave(ruleSet)));
      });
    }
  }

  it("that asks a set finds the same set in the kernel", () => {
    const given = readFileSync("test/netfilter/ipset/recorded/given.txt", "utf8");
    const { failure, output } = runInNamespace("ipset restore && ipset save", given);
    assert.equal(failure, null);
    const { sets } = readSets({ name: "given", text: given });
    assert.deepEqual(sorted(output), sorted(printSetSave(sets, 0)));
    // What ipset saved we read as well.
    const again = readSets({ name: "saved", text: output });
    assert.deepEqual(again.diagnostics, []);
    assert.deepEqual(sorted(printSetSave(again.sets, 0)), sorted(output));
  });
});

function reasonWithoutSets(): string | false {
  const { failure } = runInNamespace("ipset list && iptables-legacy -S && iptables-nft -S", "");
  return failure === null ? false : `ipset or a backend does not run here: ${failure}`;
}

const CHAINS: Readonly<Record<string, string>> = {
  mangle: ":PREROUTING ACCEPT [0:0]\n",
  filter: ":INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n",
};

/** The recorded matches as one dump, each in a chain where it may stand. */
function dumpOf(family: Family): string {
  const matches = readFileSync(`test/netfilter/iptables/recorded/match-${family}.txt`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !/^(#|!! )/.test(line))
    .map((line) => line.split("\t")[0] ?? "");
  const tables = { mangle: [] as string[], filter: [] as string[] };
  for (const match of matches) {
    if (/-m (rpfilter|socket)/.test(match)) tables.mangle.push(`-A PREROUTING ${match}`);
    else if (match.includes("-m owner")) tables.filter.push(`-A OUTPUT ${match}`);
    else if (/physdev-(is-)?out|-o /.test(match)) tables.filter.push(`-A FORWARD ${match}`);
    else tables.filter.push(`-A INPUT ${match}`);
  }
  return Object.entries(tables)
    .map(([name, lines]) => `*${name}\n${CHAINS[name] ?? ""}${lines.join("\n")}\nCOMMIT\n`)
    .join("");
}

function rulesIn(dump: string): readonly string[] {
  return dump.split("\n").filter((line) => line.startsWith("-A "));
}

// A hash has no order and a start value by chance; time runs while we look.
function sorted(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/ initval 0x\w+/, "").replace(/ timeout \d+ /, " timeout T "))
    .sort();
}
