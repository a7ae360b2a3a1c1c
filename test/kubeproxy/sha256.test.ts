import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { it } from "node:test";
import { sha256Words } from "../../src/kubeproxy/sha256.js";

it("sums texts of any length as the standard says", () => {
  const lengths = [0, 1, 54, 55, 56, 63, 64, 119, 120, 1000];
  for (const text of [
    "é日本 𝄞",
    ...lengths.map((length) => "a:".repeat(length).slice(0, length)),
  ]) {
    const words = [...sha256Words(text)];
    const hex = words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    assert.equal(hex, createHash("sha256").update(text).digest("hex"));
  }
});
