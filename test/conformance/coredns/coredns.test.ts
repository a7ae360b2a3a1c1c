import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { outcomeOf } from "./conformance-case.js";
import { ownCases, sharedCases } from "./find-cases.js";

describe("what the real CoreDNS 1.14.7, kubelet and C libraries did", () => {
  for (const { path, cases } of [...ownCases(), ...sharedCases()]) {
    if (cases.length === 0) continue;
    const outcomes = cases.map(outcomeOf);
    const computed = outcomes.filter(({ unsupported }) => unsupported === null);
    it(`${path}: ${computed.length} of ${outcomes.length} cases`, () => {
      const wrong = computed.filter(({ differences }) => differences.length > 0);
      assert.deepEqual(wrong, []);
    });
    const reasons = new Map<string, number>();
    for (const { unsupported } of outcomes)
      if (unsupported !== null) reasons.set(unsupported, (reasons.get(unsupported) ?? 0) + 1);
    for (const [reason, count] of reasons) it(`${path}: ${count} cases`, { skip: reason });
  }
});
