import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resolvePlain } from "../../../src/manifests/yaml/resolve-plain.js";

// As sigs.k8s.io/yaml v1.6, which kubectl reads with.
const ROWS: readonly (readonly [string, unknown])[] = [
  ["", null],
  ["~", null],
  ["null", null],
  ["y", true],
  ["n", false],
  ["No", false],
  ["on", true],
  ["nO", "nO"],
  ["80", 80],
  ["-1", -1],
  ["+1", 1],
  ["010", 8],
  ["0o10", 8],
  ["0x1F", 31],
  ["0b101", 5],
  ["1_000", 1000],
  ["08", 8],
  ["1.10", 1.1],
  ["1e3", 1000],
  [".5", 0.5],
  ["10.0.0.1", "10.0.0.1"],
  ["10.244.0.0/16", "10.244.0.0/16"],
  ["1.36.3", "1.36.3"],
  ["3h", "3h"],
  ["2026-11-30T14:00:00Z", "2026-11-30T14:00:00Z"],
  ["web", "web"],
  ["::1", "::1"],
];

describe("what a scalar without quotes stands for", () => {
  for (const [text, expected] of ROWS)
    it(JSON.stringify(text), () => {
      assert.deepEqual(resolvePlain(text), expected);
    });
});
