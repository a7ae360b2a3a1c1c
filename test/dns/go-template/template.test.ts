import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listOf, mapOf } from "../../../src/dns/dynamic-value.js";
import type { DynamicValue } from "../../../src/dns/dynamic-value.js";
import { readTemplate } from "../../../src/dns/go-template/template.js";

const data: DynamicValue = {
  kind: "structure",
  type: "*template.templateData",
  fields: new Map<string, DynamicValue>([
    ["Name", "a.test."],
    ["Match", listOf(["ff.test.", "ff"])],
    ["Group", mapOf([["b", "10"]])],
  ]),
};

function filled(text: string): string {
  const read = readTemplate("answer", text);
  if (read.kind !== "done") return `${read.kind}: ${read.text}`;
  const result = read.value.fill(data);
  return result.kind === "done" ? result.value : `${result.kind}: ${result.text}`;
}

describe("a template", () => {
  // What Go's text/template makes of them.
  const texts: readonly (readonly [text: string, result: string])[] = [
    ["{{ .Name }} 60 IN A 10.{{ .Group.b }}", "a.test. 60 IN A 10.10"],
    ["a {{- .Name -}} b", "aa.test.b"],
    ["{{/* nothing */}}x", "x"],
    ["{{ index .Match 1 }}", "ff"],
    ["{{ parseInt (index .Match 1) 16 8 }}", "255"],
    ["{{ if eq .Group.b `10` }}y{{ else }}n{{ end }}", "y"],
    ["{{ if and .Name (not .Group.b) }}y{{ else if .Name }}m{{ end }}", "m"],
    ["{{ $x := .Name }}{{ with .Group }}{{ .b }}{{ $x }}{{ end }}", "10a.test."],
    ["{{ .Group.none }}", "<no value>"],
    ["{{ .Match | len }}", "2"],
    ["{{ .Match }}", "[ff.test. ff]"],
    ["{{", "wrong: template: answer:1: unclosed action"],
    ["{{ .Name", "wrong: template: answer:1: unclosed action"],
    ["{{ nothing }}", 'wrong: template: answer:1: function "nothing" not defined'],
    ["{{ $y }}", 'wrong: template: answer:1: undefined variable "$y"'],
    ["{{ if }}{{ end }}", "wrong: template: answer:1: missing value for if"],
    ["{{ if .Name }}", "wrong: template: answer:1: unexpected EOF"],
    ["{{ end }}", "wrong: template: answer:1: unexpected {{end}}"],
    [
      "{{ index .Match 2 }}",
      'wrong: template: answer:1:3: executing "answer" at <index .Match 2>: error calling index: index out of range: 2',
    ],
    [
      "{{ .Nmae }}",
      'wrong: template: answer:1:3: executing "answer" at <.Nmae>: can\'t evaluate field Nmae in type *template.templateData',
    ],
    ["{{ printf `%d` 1 }}", "unsupported: the function printf"],
    ["{{ define `x` }}{{ end }}", "unsupported: {{define}}"],
  ];

  for (const [text, result] of texts) {
    it(text, () => {
      assert.equal(filled(text), result);
    });
  }
});
