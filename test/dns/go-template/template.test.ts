import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listOf, mapOf, textMapOf } from "../../../src/dns/dynamic-value.js";
import type { DynamicValue } from "../../../src/dns/dynamic-value.js";
import { readTemplate } from "../../../src/dns/go-template/template.js";

const data: DynamicValue = {
  kind: "structure",
  type: "*template.templateData",
  fields: new Map<string, DynamicValue>([
    ["Name", "a.test."],
    ["Match", listOf(["ff.test.", "ff"])],
    ["Group", textMapOf([["b", "10"]])],
    [
      "Var",
      mapOf([
        ["n", 3n],
        ["f", 0.5],
        ["none", null],
        ["list", listOf([1n, 2n, 3n])],
      ]),
    ],
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
      "{{ index .Match 3 }}",
      'wrong: template: answer:1:3: executing "answer" at <index .Match 3>: error calling index: index out of range: 3',
    ],
    [
      "{{ .Nmae }}",
      'wrong: template: answer:1:3: executing "answer" at <.Nmae>: can\'t evaluate field Nmae in type *template.templateData',
    ],
    ["{{ range .Match }}<{{ . }}>{{ end }}", "<ff.test.><ff>"],
    ["{{ range $i, $m := .Match }}{{ $i }}={{ $m }};{{ end }}", "0=ff.test.;1=ff;"],
    ["{{ range $k, $v := .Group }}{{ $k }}={{ $v }}{{ end }}", "b=10"],
    ["{{ range .Var.none }}x{{ else }}nothing{{ end }}", "nothing"],
    ["{{ range 3 }}{{ . }}{{ end }}", "012"],
    ["{{ range .Var.list }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ . }}{{ end }}", "13"],
    ["{{ range .Var.list }}{{ if eq . 2 }}{{ break }}{{ end }}{{ . }}{{ end }}", "1"],
    ["{{ $x := 1 }}{{ range .Var.list }}{{ $x = . }}{{ end }}{{ $x }}", "3"],
    ["{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"],
    ["{{ with .Var.none }}a{{ else with .Name }}{{ . }}{{ else }}c{{ end }}", "a.test."],
    [
      "{{ if lt .Var.n 4 }}l{{ end }}{{ if ge .Var.n 3 }}g{{ end }}{{ if ne 1 2 }}n{{ end }}",
      "lgn",
    ],
    ["{{ eq .Var.n 1 2 3 }} {{ gt `b` `a` }} {{ le .Var.f 0.5 }}", "true true true"],
    ["{{ and 1 0 2 }} {{ or 0 `` 7 8 }} {{ not 0 }}", "0 7 true"],
    ["{{ or .Name (index .Match 9) }}", "a.test."],
    [
      "{{ printf `%s-%03d|%-4s|%x|%q|%5.1f|%v%%` .Name 7 `ab` 255 `q` 2.25 .Match }}",
      'a.test.-007|ab  |ff|"q"|  2.2|[ff.test. ff]%',
    ],
    [
      "{{ printf `%d` `x` }} {{ printf `%s` }} {{ printf `a` `b` }}",
      "%!d(string=x) %!s(MISSING) a%!(EXTRA string=b)",
    ],
    ["{{ print 1 2 `a` `b` 3 4 }}|{{ println `a` 1 }}", "1 2ab3 4|a 1\n"],
    ["{{ slice .Name 0 1 }}{{ slice .Match 1 }}", "a[ff]"],
    ["{{ html `<a&b>` }} {{ js `it's` }} {{ urlquery `a b&c` }}", "&lt;a&amp;b&gt; it\\'s a+b%26c"],
    [
      "{{ define `x` }}<{{ . }}{{ end }}{{ template `x` .Name }}{{ template `x` }}",
      "<a.test.<<no value>",
    ],
    ["{{ block `y` .Var.n }}[{{ . }}]{{ end }}", "[3]"],
    [
      "{{ .Var.f }} {{ .Var.none }} {{ .Var.list }} {{ .Group }} {{ 1e6 }}",
      "0.5 <no value> [1 2 3] map[b:10] 1e+06",
    ],
    ["{{ index .Group `none` }}|{{ index .Var `none` }}", "|<no value>"],
    ["{{ index .Name 0 }}", "97"],
    [
      "{{ template `none` }}",
      'wrong: template: answer:1:12: executing "answer" at <{{template "none"}}>: template "none" not defined',
    ],
    [
      "{{ index .Match 2 }}",
      'wrong: template: answer:1:3: executing "answer" at <index .Match 2>: error calling index: reflect: slice index out of range',
    ],
    [
      "{{ range .Name }}{{ end }}",
      'wrong: template: answer:1:9: executing "answer" at <.Name>: range can\'t iterate over a.test.',
    ],
    [
      "{{ eq .Name 1 }}",
      'wrong: template: answer:1:3: executing "answer" at <eq .Name 1>: error calling eq: incompatible types for comparison',
    ],
    [
      "{{ ne 1 }}",
      'wrong: template: answer:1:3: executing "answer" at <ne>: wrong number of args for ne: want 2 got 1',
    ],
    [
      "{{ $x = 1 }}",
      'wrong: template: answer:1:3: executing "answer" at <$x>: undefined variable: $x',
    ],
    ["{{ break }}", "wrong: template: answer:1: {{break}} outside {{range}}"],
    [
      "{{ if true }}{{ define `x` }}{{ end }}{{ end }}",
      "wrong: template: answer:1: unexpected <define> in command",
    ],
    [
      "{{ define `r` }}{{ template `r` }}{{ end }}{{ template `r` }}",
      "unsupported: so deep a recursion",
    ],
    ["{{ range 9999 }}{{ range 9999 }}{{ end }}{{ end }}", "unsupported: so long a template"],
    ["{{ $x := `a` }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}", "unsupported: so long a text"],
    [
      "{{ $x := printf `%999d` 1 }}{{ range 999 }}{{ $y := js $x }}{{ end }}",
      "unsupported: so long a template",
    ],
    ["{{ call .Name }}", "unsupported: the function call"],
  ];

  for (const [text, result] of texts) {
    it(text, () => {
      assert.equal(filled(text), result);
    });
  }
});
