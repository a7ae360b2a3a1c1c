import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { it } from "node:test";
import { compileNftables } from "../../../src/kubeproxy/nftables/compile.js";
import { readProxyCase } from "../../support/proxy-case.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

for (const origin of ["own", "upstream"]) {
  const folder = `kube-proxy/nftables/${origin}`;
  it(
    `the transaction that kube-proxy 1.36 gives nft, byte for byte (${origin})`,
    needsShared(folder),
    () => {
      const cases = readdirSync(sharedPath(folder)).map((name) => sharedPath(`${folder}/${name}`));
      const complete = cases.filter((path) => existsSync(`${path}/input.yaml`));
      for (const path of complete) {
        const input = readProxyCase(readFileSync(`${path}/input.yaml`, "utf8"));
        const expected = readFileSync(`${path}/transaction.nft`, "utf8")
          // The tests of the project itself write the mark without the zeros that the program writes.
          .replaceAll(/\b0x4000\b/g, "0x00004000");
        assert.equal(compileNftables(input), expected, path);
      }
      assert.ok(complete.length >= 50, `only ${complete.length} cases`);
    },
  );
}
