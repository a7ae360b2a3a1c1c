import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Nftables } from "../../../src/netfilter/nftables/model/nftables.js";
import { listed } from "../../../src/netfilter/nftables/print/listed.js";
import { printCommands } from "../../../src/netfilter/nftables/print/print-commands.js";
import { printRuleset } from "../../../src/netfilter/nftables/print/print-list.js";
import { readNft } from "../../../src/netfilter/nftables/read/read-nft.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

for (const folder of ["kube-proxy/nftables/own", "kube-proxy/nftables/upstream"]) {
  describe(`kube-proxy's tables as nft 1.0.6 has them (${folder})`, needsShared(folder), () => {
    const paths = (): readonly string[] =>
      readdirSync(sharedPath(folder))
        .map((name) => sharedPath(`${folder}/${name}`))
        .filter((path) => existsSync(`${path}/list.nft`));

    it("a transaction comes to the dump of the tests of kube-proxy", () => {
      for (const path of paths()) {
        const dump = printCommands(tablesIn(`${path}/transaction.nft`));
        assert.equal(dump, readFileSync(`${path}/expected.nft`, "utf8"), path);
      }
    });

    it("what the dump makes is listed as the kernel's tables are", () => {
      for (const path of paths()) {
        const list = printRuleset(listed(tablesIn(`${path}/expected.nft`)));
        assert.equal(list, readFileSync(`${path}/list.nft`, "utf8"), path);
      }
    });

    it("a list is printed back as it was read", () => {
      for (const path of paths()) {
        const list = printRuleset(listed(tablesIn(`${path}/list.nft`)));
        assert.equal(list, readFileSync(`${path}/list.nft`, "utf8"), path);
      }
    });
  });
}

function tablesIn(path: string): Nftables {
  const read = readNft({ name: path, text: readFileSync(path, "utf8") }, { owner: "kube-proxy" });
  assert.deepEqual(read.diagnostics, [], path);
  return read.nftables;
}
