import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  decimalText,
  fraction,
  fractionText,
  minus,
  ONE,
  parseFraction,
  plus,
  times,
} from "../../src/base/fraction.js";

describe("fraction", () => {
  it("keeps to lowest terms", () => {
    assert.equal(fractionText(fraction(2, 6)), "1/3");
    assert.equal(fractionText(fraction(0, 6)), "0");
    assert.equal(fractionText(fraction(6, 2)), "3");
  });

  it("adds, takes away and multiplies exactly, where a double would round", () => {
    const third = fraction(715_827_883, 2n ** 31n);
    const rest = minus(ONE, third);
    assert.equal(fractionText(rest), "1431655765/2147483648");
    assert.equal(fractionText(times(rest, fraction(1, 2))), "1431655765/4294967296");
    assert.equal(fractionText(plus(third, rest)), "1");
  });

  it("reads what it wrote, and nothing else", () => {
    for (const text of ["0", "1", "1/3", "715827883/2147483648"])
      assert.equal(fractionText(parseFraction(text) ?? ONE), text);
    for (const text of ["", "-1", "1/0", "1/", "a/b", "1/3/4"])
      assert.equal(parseFraction(text), null);
  });

  it("rounds decimals to the nearest", () => {
    assert.equal(decimalText(fraction(2, 3), 4), "0.6667");
    assert.equal(decimalText(fraction(1, 3), 4), "0.3333");
    assert.equal(decimalText(ONE, 2), "1.00");
  });
});
