import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseAddress } from "../../src/base/address.js";

describe("an address", () => {
  it("of IPv6 may end in one of IPv4", () => {
    assert.equal(parseAddress("::ffff:10.0.0.1"), "::ffff:a00:1");
    assert.equal(parseAddress("64:ff9b::192.0.2.1"), "64:ff9b::c000:201");
  });

  it("of IPv6 has no IPv4 address before its end", () => {
    for (const text of ["8.8.8.8::53", "8.8.8.8::", "1:8.8.8.8::1", "::8.8.8.8:1"])
      assert.equal(parseAddress(text), null, text);
  });
});
