import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import type { Lab } from "../../src/verify/lab/lab.js";
import { missingFeatures } from "../../src/verify/machine/feature.js";
import { FOUND_SEEDS } from "./generated/found-seeds.js";
import { isDeep, reasonWithoutKernel } from "./generated/reason-to-skip.js";
import { buildGeneratedLab, verifySeed } from "./generated/verify-seed.js";

// A dozen with those that have been found.
const FEW = 8;
const ALL = 200;

describe("a generated world", { skip: reasonWithoutKernel(await missingFeatures()) }, () => {
  const count = isDeep() ? ALL : FEW;
  const seeds = new Set([...FOUND_SEEDS, ...Array.from({ length: count }, (_, at) => at + 1)]);
  let lab: Lab | null = null;
  before(async () => {
    lab = await buildGeneratedLab();
  });
  after(() => {
    lab?.end();
  });
  for (const seed of seeds)
    it(`goes in the kernel as it is simulated (seed ${seed})`, async () => {
      const built = required(lab, "the namespaces of generated worlds");
      const first = await verifySeed(built, seed);
      // A machine at work may be late once; a mistake of ours comes again.
      const report = first.differences.length === 0 ? first : await verifySeed(built, seed);
      const said = [...report.differences, report.text].join("\n");
      assert.equal(report.differences.length, 0, `seed ${seed}\n${said}`);
    });
});
