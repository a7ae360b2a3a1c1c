import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shorten, textWidth } from "../../src/scene/measure.js";
import { wrapText } from "../../src/scene/wrap-text.js";

const MONO = { size: 10, mono: true };

describe("textWidth", () => {
  it("counts 0.6 em for a monospaced character and 1 em for a Japanese one", () => {
    assert.equal(textWidth("abc", MONO), 18);
    assert.equal(textWidth("経路", MONO), 20);
    assert.equal(textWidth("経路", { size: 10 }), 20);
  });

  it("plans at least what the usual proportional fonts take", () => {
    // Liberation Sans, measured: 0.645 em a character for this chain name, 0.54 for this address.
    assert.ok(textWidth("KUBE-SVC-NPX46M4PTMTKRN6Y", { size: 10 }) >= 25 * 6.45);
    assert.ok(textWidth("10.244.1.15", { size: 10 }) >= 11 * 4.8);
  });
});

describe("shorten", () => {
  it("leaves a text that fits as it is", () => {
    assert.equal(shorten("worker", 36, MONO), "worker");
  });

  it("cuts in the middle and keeps both ends", () => {
    assert.equal(shorten("KUBE-SVC-NPX46M4PTMTKRN6Y", 66, MONO), "KUBE-…KRN6Y");
  });

  it("never exceeds the width, down to nothing", () => {
    for (let width = 0; width < 160; width++) {
      const short = shorten("example-595469888c-w474r", width, MONO);
      assert.ok(textWidth(short, MONO) <= width, `${short} in ${width}`);
    }
  });

  it("does not cut a character of two code units in halves", () => {
    assert.doesNotMatch(shorten("🐳🐳🐳🐳🐳🐳", 30, MONO), /[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe("wrapText", () => {
  it("breaks between words, and shortens what exceeds the last line", () => {
    assert.deepEqual(wrapText("one two three", 48, 3, MONO), ["one two", "three"]);
    assert.equal(wrapText("one two three four", 48, 2, MONO).length, 2);
  });

  it("breaks Japanese anywhere but before a full stop", () => {
    const lines = wrapText("経路を選ぶ。", 50, 3, MONO);
    assert.deepEqual(
      lines,
      ["経路を選ぶ。"].map((line) => shorten(line, 50, MONO)),
    );
  });
});
