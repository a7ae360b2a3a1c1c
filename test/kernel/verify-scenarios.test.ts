import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { loadScenario } from "../../src/language/load.js";
import { missingFeatures } from "../../src/verify/machine/feature.js";
import { verifyScenario } from "../../src/verify/verify-scenario.js";
import type { Verified } from "../../src/verify/verify-scenario.js";
import { isDeep, reasonWithoutKernel } from "./generated/reason-to-skip.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { isLargeScenario } from "../support/scenario-files.js";

const FOLDER = resolve(import.meta.dirname, "../../scenarios");
// The quick ones, of each kind one; `npm run test:deep` plays all.
const QUICK = ["cni/bridge-host-local.hop", "hairpin.hop"];

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".hop"))
  .sort();

describe("what the kernel does", { skip: reasonWithoutKernel(await missingFeatures()) }, () => {
  const totals = { agreed: 0, clauses: 0 };
  for (const file of files) {
    const isChosen = isDeep() || QUICK.includes(file);
    const skip = isLargeScenario(file)
      ? "iptables-nft-restore is too slow for it"
      : isChosen
        ? false
        : "npm run test:deep plays it";
    it(`is what is simulated (${file})`, { skip }, async (t) => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      const { scenario } = loadScenario({ name: file, text }, WITH_MANIFESTS);
      assert.ok(scenario !== null);
      const verified = await verifyScenario(scenario);
      if (verified.kind === "skipped") {
        t.skip(`this machine lacks ${verified.missing.join(", ")}`);
        return;
      }
      assert.deepEqual(differencesOf(verified), []);
      totals.agreed += verified.requests.reduce((sum, { agreed }) => sum + agreed, 0);
      totals.clauses += verified.clauses?.clauses ?? 0;
    });
  }
  after(() => {
    console.log(`${totals.agreed} facts and ${totals.clauses} clauses of scenarios agree`);
  });
});

function differencesOf({ requests, clauses }: Verified & { readonly kind: "verified" }): unknown[] {
  return [
    ...requests.flatMap(({ command, differences }) =>
      differences.map((difference) => ({ command, ...difference })),
    ),
    ...(clauses?.differences ?? []),
  ];
}
