import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { imitationOf } from "../../src/scene/imitation.js";
import { en } from "../../src/message/interface/en.js";
import { play } from "../../src/pipeline.js";
import { required } from "../../src/base/assert.js";

function imitationIn(text: string): string | null {
  const { trace } = play({ name: "test.hop", text: `hopwise 1\n${text}` });
  return imitationOf(required(trace, "a trace").header, en);
}

describe("what a trace imitates", () => {
  it("is the version, and how the mode of kube-proxy stands in it", () => {
    assert.match(imitationIn("node a") ?? "", /Kubernetes 1\.36 .* iptables mode \(the default\)/);
    const standings = [
      ["1.36", "nftables", "stable since 1.33"],
      ["1.36", "ipvs", "deprecated since 1.35"],
      ["1.30", "ipvs", "a choice beside iptables; deprecated since 1.35"],
      ["1.32", "nftables", "beta since 1.31, stable since 1.33"],
    ] as const;
    for (const [version, mode, standing] of standings)
      assert.ok(
        imitationIn(`cluster { version ${version}; proxy ${mode} }\nnode a`)?.includes(
          `(${standing})`,
        ),
        `${mode} in ${version}`,
      );
  });

  it("is nothing where there is no cluster", () => {
    assert.equal(imitationIn("host red"), null);
  });
});
