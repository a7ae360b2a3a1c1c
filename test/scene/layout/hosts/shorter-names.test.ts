import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shorterNames } from "../../../../src/scene/layout/hosts/shorter-names.js";

describe("shorter names", () => {
  it("keep what tells names apart, and drop what they share at the start, then at the end", () => {
    assert.deepEqual(shorterNames(["veth-red-br", "veth-blue-br"]), [
      ["veth-red-br", "veth-blue-br"],
      ["…red-br", "…blue-br"],
      ["…red…", "…blue…"],
      ["red", "blue"],
    ]);
  });

  it("keep words whole, where names have words", () => {
    assert.deepEqual(shorterNames(["veth-green", "veth-grey"])[1], ["…green", "…grey"]);
    assert.deepEqual(shorterNames(["vethbf17f54", "veth4a1bd37"])[1], ["…bf17f54", "…4a1bd37"]);
  });

  it("stay apart where one name begins another", () => {
    const forms = shorterNames(["eth0", "eth0.100", "eth0.200"]);
    for (const form of forms) assert.equal(new Set(form).size, 3, form.join(" "));
  });

  it("leave a single name and names with nothing in common as they are", () => {
    assert.deepEqual(shorterNames(["veth-red"]), [["veth-red"]]);
    for (const form of shorterNames(["eth0", "flannel.1"]))
      assert.deepEqual(form, ["eth0", "flannel.1"]);
    assert.deepEqual(shorterNames([]), [[]]);
  });
});
