import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readDeepLink, writeDeepLink } from "../../src/element/deep-link.js";
import { pictureName } from "../../src/element/picture-name.js";

describe("a page's address", () => {
  it("names a step, counted from 1, and a level of detail", () => {
    assert.deepEqual(readDeepLink("#step=5", ""), { step: 4, detail: null, branch: null });
    assert.deepEqual(readDeepLink("#step=5&detail=rules", ""), {
      step: 4,
      detail: "rules",
      branch: null,
    });
    assert.deepEqual(readDeepLink("#step=0", ""), { step: 0, detail: null, branch: null });
  });

  it("names the branch that plays, or the scenario's own draw where a player has another", () => {
    const link = { step: 4, detail: null, branch: "2:3" };
    assert.deepEqual(readDeepLink("#step=5&branch=2:3", ""), link);
    assert.deepEqual(readDeepLink("#step=5&branch=", ""), { ...link, branch: "" });
    assert.equal(readDeepLink("#step=5&branch=<b>", ""), null);
  });

  it("names the player where a page has several", () => {
    assert.deepEqual(readDeepLink("#left-step=3", "left-"), {
      step: 2,
      detail: null,
      branch: null,
    });
    assert.equal(readDeepLink("#left-step=3", "right-"), null);
    assert.equal(readDeepLink("#step=3", "left-"), null);
    assert.equal(readDeepLink("#step=3", null), null);
  });

  it("is left alone where it is about something else", () => {
    for (const hash of ["", "#", "#step=", "#step=-1", "#step=99999999", "#steps=3", "#gallery"])
      assert.equal(readDeepLink(hash, ""), null, hash);
  });

  it("is read as it was written", () => {
    for (const prefix of ["", "a-"])
      for (const detail of [null, "hooks"] as const)
        for (const branch of [null, "2:3", ""]) {
          const link = { step: 41, detail, branch };
          assert.deepEqual(readDeepLink(writeDeepLink(link, prefix), prefix), link);
        }
  });
});

describe("a saved picture's name", () => {
  it("says what plays, the step and the view", () => {
    assert.equal(
      pictureName({ title: "A request: curl, again!", step: 5, view: "stage" }),
      "a-request-curl-again-step-5-stage.svg",
    );
  });

  it("keeps the letters of every script, and never the signs of a path", () => {
    assert.equal(
      pictureName({ title: "../名前 解決", step: 2, view: "dns" }),
      "名前-解決-step-2-dns.svg",
    );
    assert.equal(pictureName({ title: "///", step: 1, view: "rules" }), "hopwise-step-1-rules.svg");
  });
});
