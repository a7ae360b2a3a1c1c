import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { imitationOf } from "../../src/scene/imitation.js";
import { imitationEn } from "../../src/message/imitation/en.js";
import { imitationJa } from "../../src/message/imitation/ja.js";
import { play } from "../../src/pipeline.js";
import { required } from "../../src/base/assert.js";

function imitationIn(text: string, language = "en"): string | null {
  const { trace } = play({ name: "test.hop", text: `hopwise 1\n${text}` });
  return imitationOf(required(trace, "a trace").header, language);
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

  it("is said in both languages with the same parameters", () => {
    const parametersOf = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(Object.keys(imitationJa), Object.keys(imitationEn));
    assert.deepEqual(parametersOf(imitationJa.imitates), parametersOf(imitationEn.imitates));
    assert.match(imitationIn("node a", "ja") ?? "", /iptables モード（既定のモード）/);
  });

  it("is nothing where there is no cluster", () => {
    assert.equal(imitationIn("host red"), null);
  });
});
