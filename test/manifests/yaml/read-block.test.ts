import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readAnyDocument } from "../../../src/manifests/yaml/read-any.js";
import { readBlockDocument } from "../../../src/manifests/yaml/read-block.js";
import type { YamlValue } from "../../../src/manifests/yaml/value.js";

/** What both readers must agree on: texts, and where they begin. */
function told(value: YamlValue | null): unknown {
  switch (value?.kind) {
    case undefined:
      return null;
    case "scalar":
      return [value.text, value.isPlain, value.start];
    case "list":
      return value.items.map(told);
    case "map":
      return value.entries.map((entry) => [told(entry.key), told(entry.value)]);
  }
}

const PLAIN = [
  "a: 1\nb:\n  c: x y # comment\n  d: 'it''s'\n",
  'a: "x\\ty"\n"b c": true\n',
  "list:\n- a: 1\n  b: 2\n-\n  c: 3\n- - x\n  - y\nother:\n  - 1\n",
  "a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: |+\n  y\n\n",
  "a: {}\nb: []\nc:\nd: ~\n",
  "- 10.0.0.1\n- f:metadata\n- ::1\n",
  "message: containers with unready\n  status and more\nnext: 1\n",
  "# head\n\na:\n\n  # in between\n  b: http://x:80/y\n\nc: 2\r\nd: 3\n",
  'k:{"port":80}:\n  .: {}\n  f:name: {}\n',
];

const LEFT_TO_THE_OTHER = [
  "a: &x 1\nb: *x\n",
  "a: [1, 2]\n",
  "a: >\n  folded\n",
  "<<: *x\n",
  "a: b: c\n",
  "\ta: 1\n",
  "a: 1\n   b: 2\n",
  'a: "two\n  lines"\n',
  "? a\n: b\n",
  "a: !!str 1\n",
];

describe("the quick reader of plain block YAML", () => {
  for (const text of PLAIN)
    it(`reads as the complete one does: ${JSON.stringify(text)}`, () => {
      const quick = readBlockDocument(text, 0, text.length);
      const complete = readAnyDocument(text, 0, text.length);
      assert.deepEqual(complete.mistakes, []);
      assert.deepEqual(told(quick), told(complete.value));
    });

  for (const text of LEFT_TO_THE_OTHER)
    it(`leaves to the complete one: ${JSON.stringify(text)}`, () => {
      assert.equal(readBlockDocument(text, 0, text.length), null);
    });
});
