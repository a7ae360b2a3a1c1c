import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isComposite } from "../../../src/dns/dynamic-value.js";
import { callable } from "../../../src/dns/expression/callable.js";
import { compileExpression, isPlainName } from "../../../src/dns/expression/expression.js";
import {
  ANY,
  BOOL,
  failingFunctionOf,
  functionOf,
  INT,
  POINTER,
  STRING,
} from "../../../src/dns/expression/go-type.js";
import type { GoType } from "../../../src/dns/expression/go-type.js";
import { isCallable } from "../../../src/dns/expression/value.js";
import type { ExpressionValue } from "../../../src/dns/expression/value.js";

const TYPES: ReadonlyMap<string, GoType> = new Map([
  ["name", functionOf([], STRING)],
  ["type", functionOf([], STRING)],
  ["fails", failingFunctionOf([STRING, STRING], BOOL)],
  ["group", functionOf([ANY], STRING)],
  ["n", INT],
  ["open", POINTER],
]);

const VALUES: ReadonlyMap<string, ExpressionValue> = new Map<string, ExpressionValue>([
  ["name", callable(0, () => "www.example.org.")],
  ["type", callable(0, () => "AAAA")],
  ["fails", callable(0, () => true)],
  ["n", 5n],
  ["open", "text"],
]);

function result(source: string): string {
  const compiled = compileExpression(source, TYPES);
  if (compiled.kind !== "program") return `${compiled.kind}: ${compiled.text}`;
  const run = compiled.run(VALUES);
  return run.kind === "value" ? shown(run.value) : `${run.kind}: ${run.text}`;
}

function shown(value: ExpressionValue): string {
  if (isCallable(value)) return "a function";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return `float ${value}`;
  if (!isComposite(value)) return String(value);
  if (value.kind === "list") return `[${value.items.map(shown).join(" ")}]`;
  if (value.kind !== "map") return value.kind;
  return `{${[...value.entries].map(([key, item]) => `${key}:${shown(item)}`).join(" ")}}`;
}

describe("an expression", () => {
  // As the source of expr v1.17.8 has it.
  const values: readonly (readonly [source: string, value: string])[] = [
    ["name() == 'www.example.org.' && type() in ['A', 'AAAA']", "true"],
    ["not (type() == 'A') and n != 4", "true"],
    ["!true or n >= 5", "true"],
    ["n not in [1, 2] && 'A' not in {A: 1}", "false"],
    ["1 < n < 5", "false"],
    ["name() matches '^w{3}[.]'", "true"],
    ["name() contains 'example' and name() startsWith 'www' and name() endsWith 'org.'", "true"],
    ["name() not contains 'example'", "false"],
    [
      "nil contains 'x'",
      "wrong: invalid operation: contains (mismatched types unknown and string) (1:5)\n | nil contains 'x'\n | ....^",
    ],
    ["1 + 2 * 3 - 4 % 3", "6"],
    ["-7 % 3", "-1"],
    ["7 / 2", "float 3.5"],
    ["6 / 3 == 2", "true"],
    ["2 ** 3 ^ 2", "float 512"],
    ["-2 ** 2", "float -4"],
    ["9223372036854775807 + 1", "-9223372036854775808"],
    ["0x1f + 0b11 + 0o17 + 1_000", "1049"],
    ["1.5 + 1", "float 2.5"],
    [".5 + 1e2", "float 100.5"],
    ["'a' + \"b\" + `c\\d`", '"abc\\\\d"'],
    [String.raw`'\x41\u{1F600}\101\n'`, '"A😀A\\n"'],
    ["n > 3 ? 'big' : 'small'", '"big"'],
    ["(nil ?? false) ?: 'other'", '"other"'],
    ["if n > 9 { 1 } else if n > 4 { 2 } else { 3 }", "2"],
    ["nil ?? 'x'", '"x"'],
    ["{a: {b: 1}}.a.b", "1"],
    ["{a: nil}.a?.b?.c", "null"],
    ["{a: nil}?.a?.b ?? 7", "7"],
    ["{'a b': 1, 2: 3}['a b']", "1"],
    ["{a: 1}.none", "null"],
    ["[1, 2, 3][-1]", "3"],
    ["[1, 2, 3][3]", "failed: index out of range"],
    ["[1, 2, 3, 4][1:3]", "[2 3]"],
    ["name()[:3] + name()[-4:-1]", '"wwworg"'],
    ["3..1", "[]"],
    ["1..3", "[1 2 3]"],
    ["let x = n * 2; let y = x + 1; x * y", "110"],
    ["1; 2; 3", "3"],
    ["[1, 'a', true, nil, 2.5]", '[1 "a" true null float 2.5]'],
    ["[1, 2] == [1.0, 2.0]", "true"],
    ["name() | split('.') | filter(# != '') | map(upper(#)) | join('/')", '"WWW/EXAMPLE/ORG"'],
    ["all(1..3, # > 0) && none(1..3, # > 3) && any(1..3, # == 2) && one(1..3, # > 2)", "true"],
    ["all([], false)", "true"],
    ["count([1, 2, 3], # > 1) + count([true, false])", "3"],
    ["sum([1, 2.5]) + sum([1, 2], # * 2)", "float 9.5"],
    [
      "find(1..9, # > 4) + findIndex(1..9, # > 4) + findLast(1..9, # < 3) + findLastIndex(1..9, # < 3)",
      "12",
    ],
    ["find([1], # > 4)", "null"],
    ["map(['a', 'b'], #index)", "[0 1]"],
    ["map([{v: 1}], .v)", "[1]"],
    ["reduce(1..4, #acc * #, 1)", "24"],
    ["reduce([], #acc + #)", "failed: reduce of empty array with no initial value"],
    ["sortBy([{v: 2}, {v: 1}], .v)[0].v", "1"],
    ["sort([3, 1, 2], 'desc')", "[3 2 1]"],
    ["len('é') + len([1]) + len({a: 1})", "3"],
    ["int('42') + int(1.9) + abs(-3)", "46"],
    ["int('x')", "failed: invalid operation: int(x)"],
    ["float('1.5') + floor(1.5) + ceil(1.2) + round(-0.5)", "float 3.5"],
    ["string(1e6) + string([1, 'a']) + string({b: 1, a: nil})", '"1e+06[1 a]map[a:<nil> b:1]"'],
    ["trim('  a ') + trim('xxax', 'x') + trimPrefix('ab', 'a') + trimSuffix('ab', 'b')", '"aaba"'],
    [
      "split('a,b,c', ',', 2) | splitAfterNone()",
      "wrong: unknown name splitAfterNone (1:26)\n | split('a,b,c', ',', 2) | splitAfterNone()\n | .........................^",
    ],
    ["split('a,b,c', ',', 2)", '["a" "b,c"]'],
    ["splitAfter('a,b,c', ',')", '["a," "b," "c"]'],
    [
      "replace('aXbX', 'X', '-') + replace('aXbX', 'X', '-', 1) + replace('ab', '', '.')",
      '"a-b-a-bX.a.b."',
    ],
    ["repeat('ab', 3) + lower('ÀB') + upper('ß')", '"abababàbß"'],
    ["indexOf('chicken', 'ken') + lastIndexOf('go gopher', 'go')", "7"],
    ["hasPrefix('ab', 'a') && hasSuffix('ab', 'b')", "true"],
    ["max(1, [2.5, 2]) + min(4, 3)", "float 5.5"],
    ["mean([1, 2]) + median([1, 9, 2])", "float 3.5"],
    ["first([1, 2]) + last([1, 2])", "3"],
    ["first([])", "null"],
    ["take([1, 2, 3], 2)", "[1 2]"],
    ["get({a: 1}, 'b')", "null"],
    ["reverse([1, 2]) | concat([3], [[4]]) | flatten() | uniq()", "[2 1 3 4]"],
    ["keys({a: 1}) | concat(values({a: 1}))", '["a" 1]'],
    [
      "bitand(6, 3) + bitor(6, 3) + bitxor(6, 3) + bitnand(6, 3) + bitshl(1, 4) + bitshr(-8, 1) + bitnot(0)",
      "29",
    ],
    ["bitushr(-1, 60)", "15"],
    ["fromJSON('{\"a\": [1, null]}').a", "[float 1 null]"],
    ["toJSON({a: '<'})", '"{\\n  \\"a\\": \\"\\\\u003c\\"\\n}"'],
    ["// a remark\n/* another */ n", "5"],
    ["open == 'text'", "true"],
    ["n % (n - 5)", "failed: runtime error: integer divide by zero"],
    ["fails('a', 'b')", "failed: wrong number of arguments"],
  ];

  for (const [source, value] of values) {
    it(source, () => {
      assert.equal(result(source), value);
    });
  }

  // The first lines of expr's messages; what CoreDNS 1.14.7 said of others stands in the recordings.
  const mistakes: readonly (readonly [source: string, text: string])[] = [
    ["", "unexpected token EOF"],
    ["1 +", "unexpected token EOF (1:3)"],
    ["a b", 'unexpected token Identifier("b") (1:3)'],
    ["n == 'x'", "invalid operation: == (mismatched types int and string) (1:3)"],
    ["name == 'x'", "invalid operation: == (mismatched types func() string and string) (1:6)"],
    ["!n", "invalid operation: ! (mismatched type int) (1:1)"],
    ["n.x", "type int has no field x (1:3)"],
    ["n.x()", "type int has no method x (1:3)"],
    ["n()", "int is not callable (1:1)"],
    ["n[0]", "type int[int] is undefined (1:2)"],
    ["name(1)", "too many arguments to call name (1:1)"],
    ["fails('a')", "not enough arguments to call fails (1:1)"],
    ["fails('a', 1)", "cannot use int as argument (type string) to call fails  (1:12)"],
    ["lower(open)", "cannot use *interface {} as argument (type string) to call lower  (1:7)"],
    ["trim(1)", "not enough arguments to call trim (1:1)"],
    ["len(1)", "invalid argument for len (type int) (1:1)"],
    ["max('a')", "invalid argument for max (type string) (1:1)"],
    ["nil ?: 1", "non-bool expression (type unknown) used as condition (1:1)"],
    ["filter(1, true)", "builtin filter takes only array (got int) (1:8)"],
    ["filter([1], 1)", "predicate should return boolean (got int) (1:13)"],
    ["all([1])", "expected at least 2 arguments (1:8)"],
    ["n ? 1 : 2", "non-bool expression (type int) used as condition (1:1)"],
    ["n in ['a']", "cannot use int as type string in array (1:3)"],
    ["1 in {a: 1}", "cannot use int as type string in map key (1:3)"],
    ["name() matches '('", "error parsing regexp: missing closing ): `(` (1:8)"],
    ["1 % (3 - 3)", "integer divide by zero (1:3)"],
    ["let n = 1; n", "cannot redeclare n (1:5)"],
    ["let len = 1; 2", "cannot redeclare builtin len (1:5)"],
    ["let a = 1; let a = 2; a", "cannot redeclare variable a (1:16)"],
    [
      "1 ?? 2 + 3",
      "Operator (+) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses. (1:8)",
    ],
    [
      "9223372036854775808",
      'invalid integer literal: strconv.ParseInt: parsing "9223372036854775808": value out of range (1:19)',
    ],
    ["1a", 'bad number syntax: "1a" (1:2)'],
    ["'a", "literal not terminated (1:3)"],
    ["n @ 1", "unrecognized character: U+0040 '@' (1:3)"],
    ["/* a", "unclosed comment (1:5)"],
    ["{1 + 2: 3}", 'unexpected token Operator("+") (1:4)'],
    ["n not 1", 'unexpected token Number("1") (1:7)'],
    ["n == 1\n&& x", "unknown name x (2:4)"],
  ];

  for (const [source, text] of mistakes) {
    it(`is wrong: ${source}`, () => {
      const found = result(source);
      assert.equal(found.split("\n | ")[0], `wrong: ${text}`);
    });
  }

  it("shows the line and the place that are wrong", () => {
    assert.equal(result("n == 1\n\t&& x"), "wrong: unknown name x (2:5)\n |  && x\n | ....^");
  });

  // Bounded work: what the real one would still compute is named.
  const open: readonly (readonly [source: string, what: string])[] = [
    ["let a = 1..1000; all(a, all(a, all(a, true)))", "so long an evaluation"],
    ["reduce(1..60, #acc + #acc, 'x')", "so long a text"],
    ["let x = repeat('a', 900000); join(map(1..1000, x))", "so long an evaluation"],
    ["let x = repeat('a', 90000); all(1..9999, upper(x) != x)", "so long an evaluation"],
    ["let x = repeat('a', 90000); sortBy(1..99, x)", "so long an evaluation"],
    ["let x = repeat('a', 9000); x matches '([a-z]{9}){99}b'", "so long an evaluation"],
    ...["string(x)", "toJSON(x)", "flatten(x)", "max(x)", "x == x", "x in [x]", "x"].map(
      (use) =>
        [`let x = reduce(1..40, [#acc, #acc], [1]); ${use}`, "so long an evaluation"] as const,
    ),
    ["reduce(1..999, [#acc])", "so long an evaluation"],
    [`${"(".repeat(5000)}1`, "an expression so long"],
    [`${"-".repeat(1000)}1`, "an expression so deep"],
    [`${"1+".repeat(3000)}1`, "an expression so long"],
    ["now()", "the function now"],
    ["b'abc'", "a literal of bytes"],
    ["$env.name()", "$env"],
    ["keys({a: 1, b: 2})", "the order of a map"],
  ];

  for (const [source, what] of open) {
    it(`is not simulated: ${what}: ${source.slice(0, 60)}`, () => {
      assert.equal(result(source), `unsupported: ${what}`);
    });
  }

  it("has as much room as the real one", () => {
    assert.equal(result("len(1..1000000)"), "failed: memory budget exceeded");
    assert.equal(result("len(1..100000)"), "100000");
  });

  it("knows which names are free", () => {
    const names = ["a", "_b1", "true", "let", "not", "a.b", "1a", ""];
    assert.deepEqual(names.map(isPlainName), [true, true, ...Array<boolean>(6).fill(false)]);
  });
});
