import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { compileIpvs } from "../../../src/kubeproxy/ipvs/compile.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import type { IptablesEdit } from "../../../src/netfilter/iptables/edit.js";
import { printSave } from "../../../src/netfilter/iptables/print-save.js";
import { dumpChains } from "../../support/iptables-dump.js";
import type { DumpChains } from "../../support/iptables-dump.js";
import { readIpvsState, recordedIpvsState } from "../../support/ipvs-case.js";
import { readProxyCase } from "../../support/proxy-case.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

describe("what the real kube-proxy 1.36 makes in ipvs mode", () => {
  for (const origin of ["own", "upstream"]) {
    const folder = `kube-proxy/ipvs/${origin}`;
    it(`all recorded cases (${origin})`, needsShared(folder), () => {
      const names = readdirSync(sharedPath(folder));
      for (const name of names) {
        const path = sharedPath(`${folder}/${name}`);
        const input = readProxyCase(readFileSync(`${path}/input.yaml`, "utf8"));
        const output = compileIpvs(input);
        const restores = output.iptables.flatMap((edit) =>
          edit.kind === "restore" ? [edit.text] : [],
        );
        assert.deepEqual(restores, [readFileSync(`${path}/restore.iptables`, "utf8")], name);
        assert.deepEqual(
          readIpvsState(output),
          recordedIpvsState(`${path}/expected.ipvs.json`),
          name,
        );
        const found = chainsAfter(input.family, output.iptables);
        for (const file of ["expected.iptables", "save.iptables"]) {
          if (!existsSync(`${path}/${file}`)) continue;
          const text = readFileSync(`${path}/${file}`, "utf8");
          const saved =
            file === "save.iptables"
              ? dumpChains(text)
              : chainsAfter(input.family, [{ kind: "restore", owner: "user", text }]);
          assert.deepEqual(found, saved, `${name}, ${file}`);
        }
      }
      assert.ok(names.length >= 50, `only ${names.length} cases`);
    });
  }
});

function chainsAfter(family: "ipv4" | "ipv6", edits: readonly IptablesEdit[]): DumpChains {
  return dumpChains(printSave(applyEdits(emptyRuleSet(family), edits)));
}
