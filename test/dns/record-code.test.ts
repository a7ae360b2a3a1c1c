import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rcodeText } from "../../src/dns/client/rcode-text.js";
import { rcodeName, readRcode } from "../../src/dns/record-code.js";

describe("response codes", () => {
  it("without a name are read by their numbers alone, as miekg/dns does", () => {
    assert.deepEqual([11, 12, 15, 24].map(readRcode), ["DSOTYPENI", "RCODE12", "RCODE15", null]);
    assert.equal(readRcode("RCODE12"), null);
    assert.deepEqual((["RCODE12", "BADVERS", "REFUSED"] as const).map(rcodeName), [
      "12",
      "BADSIG",
      "REFUSED",
    ]);
  });

  it("are named by dig as BIND has them", () => {
    assert.deepEqual(
      (["REFUSED", "DSOTYPENI", "RCODE13", "BADVERS", "BADKEY"] as const).map(rcodeText),
      ["REFUSED", "RESERVED11", "RESERVED13", "BADVERS", "?17"],
    );
  });
});
