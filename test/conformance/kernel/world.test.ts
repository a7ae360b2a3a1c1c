import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, it } from "node:test";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";
import { caseDifferences } from "./run-cases.js";
import { readCases } from "./world-file.js";
import type { CaseFile } from "./world-file.js";

const own = fileURLToPath(new URL("recorded/", import.meta.url));

describe("worlds of namespaces, as a real kernel played them (copies)", () => {
  for (const file of readCases(own)) agrees(file);
});

describe("worlds of namespaces, as a real kernel played them", needsShared("kernel/worlds"), () => {
  for (const file of readCases(sharedPath("kernel"))) agrees(file);
});

function agrees(file: CaseFile): void {
  it(file.name, () => {
    assert.ok(!("unreadable" in file));
    assert.deepEqual(caseDifferences(file), []);
  });
}
