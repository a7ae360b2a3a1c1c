import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import { setupHeader } from "../../../../src/dns/plugins/header/setup.js";
import { askPlugin } from "../../../support/asked-plugin.js";

const asked = (rules: string): ReturnType<typeof askPlugin> =>
  askPlugin(setupHeader, `header {\n${rules}\n}`, ["a.test.", "A"], ({ flags }) => ({
    flags: { ...flags, qr: true, aa: true },
  }));

describe("header", () => {
  it("changes the flags of the reply, rule by rule", () => {
    const { seen, reply } = asked("response set ra\nresponse clear aa rd\nresponse set aa");
    assert.deepEqual(
      [reply?.flags.ra, reply?.flags.aa, reply?.flags.rd, seen?.flags.rd],
      [true, true, false, true],
    );
  });

  it("changes the query that the plugins behind it see", () => {
    const { seen, reply } = asked("query clear rd");
    assert.equal(seen?.flags.rd, false);
    assert.equal(reply?.flags.rd, false);
  });

  it("takes words in any case, and refuses what it does not know", () => {
    const refusal = (rules: string): string | null =>
      readCorefile({ name: "Corefile", text: `. {\n header {\n ${rules}\n }\n}` }).refusal;
    assert.equal(refusal("RESPONSE SET RA"), null);
    assert.match(String(refusal("response set xx")), /unknown\/unsupported flag=xx$/);
    assert.match(String(refusal("response flip ra")), /unknown flag action=flip/);
    assert.match(String(refusal("reply set ra")), /invalid selector=reply/);
    assert.match(String(refusal("response set")), /at least one should be provided$/);
  });

  it("counts the first of several that has a rule", () => {
    const text = "header {\n}\nheader {\n response set ra\n}\nheader {\n response clear ra\n}";
    const { reply } = askPlugin(setupHeader, text, ["a.test.", "A"], () => ({}));
    assert.equal(reply?.flags.ra, true);
  });
});
