import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allCases } from "./all-cases.js";
import { caseDifferences } from "./check-case.js";

describe("what the real kube-proxy 1.36 and a real kernel did", () => {
  for (const folder of allCases())
    it(folder.name, () => {
      assert.deepEqual(caseDifferences(folder), []);
    });
});
