import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../src/base/address.js";
import { printRule } from "../../src/netfilter/iptables/print-rule.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import { TARGET_RULES } from "./target-rules.js";

type Backend = "nft" | "legacy";

/** What one of the two prints or takes otherwise: this program does as the other one. */
const LEFT_OUT: Readonly<Record<Backend, readonly string[]>> = {
  // It forgets --nflog-range, and knows no QUEUE.
  nft: ["--nflog-range", "-j QUEUE"],
  // It takes TRACE in raw only, and TCPMSS only beside a match on SYN.
  legacy: ["mangle PREROUTING -j TRACE", "-p tcp -j TCPMSS"],
};

describe("the targets of the real iptables", { skip: reasonToSkip() }, () => {
  for (const backend of ["nft", "legacy"] as const)
    for (const family of ["ipv4", "ipv6"] as const)
      it(`are taken, refused and printed as here (${backend}, ${family})`, () => {
        const lines = TARGET_RULES.filter(
          (line) => !LEFT_OUT[backend].some((part) => line.includes(part)),
        );
        const theirs = printedByKernel(lines, family, backend);
        assert.equal(theirs.length, lines.length);
        const ours = lines.map((line) => printedHere(line, family));
        assert.deepEqual(
          lines.map((line, index) => `${line} => ${ours[index]}`),
          lines.map((line, index) => `${line} => ${theirs[index]}`),
        );
      });
});

const REFUSED = "refused";

function printedHere(line: string, family: Family): string {
  const [table = "", chain = "", ...rule] = line.split(" ");
  const text = `*${table}\n:${chain} ACCEPT\n-A ${chain} ${rule.join(" ")}\nCOMMIT\n`;
  const { ruleSet, diagnostics } = readSave({ name: "rule", text }, family);
  const read = ruleSet.tables[0]?.chains[0]?.rules[0];
  const isWrong = diagnostics.some(({ severity }) => severity === "error");
  return isWrong || read === undefined ? REFUSED : printRule(read);
}

// One rule after the other, each into an empty chain: what iptables-save prints of it, or that it was refused.
function printedByKernel(
  lines: readonly string[],
  family: Family,
  backend: Backend,
): readonly string[] {
  const command = `${IPTABLES[family]}-${backend}`;
  const script = lines.map((line) => {
    const [table = "", chain = "", ...rule] = line.split(" ");
    return [
      `if ${command} -t ${table} -A ${chain} ${rule.join(" ")} 2>/dev/null`,
      `then ${command}-save -t ${table} | sed -n 's/^-A ${chain} //p'; ${command} -t ${table} -F`,
      `else echo ${REFUSED}; fi`,
    ].join("\n");
  });
  const { failure, output } = runInNamespace(script.join("\n"), "");
  assert.equal(failure, null);
  return output.trimEnd().split("\n");
}
