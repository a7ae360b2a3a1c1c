import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { renderRestore } from "../../../src/kubeproxy/iptables/compile.js";
import { isClusterAddressOnly, readProxyCase } from "../../support/proxy-case.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

const OWN = "test/conformance/kubeproxy/own";

describe("the restore text of the real kube-proxy 1.36, byte for byte", () => {
  for (const file of readdirSync(OWN).filter((name) => name.endsWith(".yaml"))) {
    const name = file.replace(/\.yaml$/, "");
    it(name, () => {
      compare(`${OWN}/${file}`, `${OWN}/${name}.iptables`);
    });
  }
});

for (const origin of ["own", "upstream"]) {
  const folder = `kube-proxy/iptables/${origin}`;
  it(`the restore text in all recorded cases (${origin})`, needsShared(folder), () => {
    const cases = readdirSync(sharedPath(folder)).map((name) => sharedPath(`${folder}/${name}`));
    const complete = cases.filter((path) => existsSync(`${path}/input.yaml`));
    for (const path of complete) compare(`${path}/input.yaml`, `${path}/restore.iptables`);
    assert.ok(complete.length >= 50, `only ${complete.length} cases`);
    const inputs = complete.map((path) =>
      readProxyCase(readFileSync(`${path}/input.yaml`, "utf8")),
    );
    assert.ok(inputs.some(isClusterAddressOnly) && !inputs.every(isClusterAddressOnly));
  });
}

function compare(inputPath: string, expectedPath: string): void {
  const input = readProxyCase(readFileSync(inputPath, "utf8"));
  const expected = readFileSync(expectedPath, "utf8")
    // The tests of the project itself write the mark without the zeros that the program writes.
    .replaceAll(/\b0x4000\b/g, "0x00004000");
  assert.equal(renderRestore(input), expected, expectedPath);
}
