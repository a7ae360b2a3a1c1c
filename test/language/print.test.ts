import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printDocument } from "../../src/language/print.js";
import { loadText } from "../support/load-text.js";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";

function print(text: string): string {
  return printDocument(loadText(text).document);
}

describe("the standard form", () => {
  for (const name of SCENARIO_NAMES)
    it(`is that of scenarios/${name}.hop`, () => {
      const { text } = scenarioFile(name);
      assert.equal(print(text), text);
    });

  it("has a part a line, values and comments in columns, one empty line at most", () => {
    const text = [
      "hopwise   1",
      "",
      "",
      "cluster   {   # the ranges",
      "",
      "pods 10.244.0.0/16 ,fd00:10:244::/56 # both families",
      "   services     10.96.0.0/16;domain cluster.local # last",
      "",
      "}  # done",
      "node a { address 172.18.0.4;  labels a=b }",
    ].join("\n");
    assert.equal(
      print(text),
      [
        "hopwise 1",
        "",
        "cluster {  # the ranges",
        "  pods     10.244.0.0/16, fd00:10:244::/56  # both families",
        "  services 10.96.0.0/16",
        "  domain   cluster.local                    # last",
        "}  # done",
        "node a { address 172.18.0.4  labels a=b }",
        "",
      ].join("\n"),
    );
  });

  it("keeps another language's text byte for byte, with its own indentation where it must", () => {
    const corefile = "  .:53 {\r\n\tforward . /etc/resolv.conf # not ours\n\n   }  \n}\n";
    const text = `  corefile {  # mine\n${corefile}  }\n`;
    assert.equal(print(text), ` corefile {  # mine\n${corefile} }\n`);
  });

  it("quotes what was quoted, and escapes what must be", () => {
    const text = 'play {\n  note "a \\"b\\" \\\\ \\n"\n  "wait" curl http://x\n}\n';
    assert.equal(print(text), text);
  });

  it("never makes a new part of a value that is also a word", () => {
    const text = "node long-name-here {\n  zone   labels\n  labels a=b\n}\n";
    assert.equal(print(print(text)), print(text));
    assert.equal(
      loadText(print("node n {\n  zone labels\n  labels a=b\n}\n")).scenario?.cluster.nodes[0]
        ?.labels["topology.kubernetes.io/zone"],
      "labels",
    );
  });
});
