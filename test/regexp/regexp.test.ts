import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compileRegexp } from "../../src/regexp/regexp.js";
import type { Regexp } from "../../src/regexp/regexp.js";
import { formatRegexpError } from "../../src/regexp/syntax-error.js";

function compiled(source: string): Regexp {
  const result = compileRegexp(source);
  assert.ok(result.kind === "regexp", `${source} does not compile`);
  return result;
}

function errorOf(source: string): string | null {
  const result = compileRegexp(source);
  return result.kind === "regexp" ? null : formatRegexpError(result);
}

// What Go's FindStringSubmatch gives.
const MATCHES: readonly (readonly [
  source: string,
  text: string,
  groups: readonly (string | null)[] | null,
])[] = [
  ["", "abc", [""]],
  ["b+", "abbbc", ["bbb"]],
  ["b+?", "abbbc", ["b"]],
  ["(?U)b+", "abbbc", ["b"]],
  ["(?U)b+?", "abbbc", ["bbb"]],
  ["(a|ab)(c|bcd)", "abcd", ["abcd", "a", "bcd"]],
  ["(a+)(b+)?", "aa", ["aa", "aa", null]],
  ["(?:(a)|b)*", "ab", ["ab", "a"]],
  ["(|a)*", "aa", ["", ""]],
  ["(|a)+", "aa", ["", ""]],
  ["(a|b)*?c", "abc", ["abc", "b"]],
  ["a{2,3}", "aaaa", ["aaa"]],
  ["a{2,3}?", "aaaa", ["aa"]],
  ["a{,2}", "a{,2}", ["a{,2}"]],
  ["x{0}y", "xy", ["y"]],
  ["^b", "a\nb", null],
  ["(?m)^b$", "a\nb\nc", ["b"]],
  ["a.b", "a\nb", null],
  ["(?s)a.b", "a\nb", ["a\nb"]],
  ["\\Aa\\z", "a\n", null],
  ["\\bfoo\\b", "a foo.", ["foo"]],
  ["\\Boo\\B", "foo food", ["oo"]],
  ["(?i)KELVIN", "\u212aelvin", ["\u212aelvin"]],
  ["(?i:a)b", "Ab AB", ["Ab"]],
  ["(?i)[^k]", "K\u212ax", ["x"]],
  ["\\pL+", "1\u03b1\u03b2c2", ["\u03b1\u03b2c"]],
  ["\\p{Greek}+", "a\u03b1\u03b2c", ["\u03b1\u03b2"]],
  ["\\P{Greek}", "\u03b1b", ["b"]],
  ["[\\p{^Lu}]", "Ab", ["b"]],
  ["[[:alpha:][:^word:]]+", "1-a_", ["-a"]],
  ["[]a]+", "]a", ["]a"]],
  ["[a-]+", "b-a", ["-a"]],
  ["[^a-c\\d]+", "a1xyz", ["xyz"]],
  ["\\Qa.b\\E+", "a.bb", ["a.bb"]],
  ["\\x41\\x{1f600}\\101\\n", "A\u{1f600}A\n", ["A\u{1f600}A\n"]],
  [".", "\u{1f600}", ["\u{1f600}"]],
  [
    "(?P<user>\\w+)@(?<host>[a-z.]+)",
    "to: me@example.org",
    ["me@example.org", "me", "example.org"],
  ],
];

// What Go's regexp.Compile refuses, in its words.
const MISTAKES: readonly (readonly [source: string, part: string])[] = [
  ["[a", "missing closing ]: `[a`"],
  ["x([a", "missing closing ]: `[a`"],
  ["[z-a]", "invalid character class range: `z-a`"],
  ["[[:foo:]]", "invalid character class range: `[:foo:]`"],
  ["\\p{Grek}", "invalid character class range: `\\p{Grek}`"],
  ["\\pX", "invalid character class range: `\\pX`"],
  ["\\p{L", "invalid character class range: `\\p{L`"],
  ["(a", "missing closing ): `(a`"],
  ["a)b", "unexpected ): `a)b`"],
  ["a\\", "trailing backslash at end of expression: ``"],
  ["\\y", "invalid escape sequence: `\\y`"],
  ["\\1", "invalid escape sequence: `\\1`"],
  ["\\x{110000}", "invalid escape sequence: `\\x{110000`"],
  ["\\xg", "invalid escape sequence: `\\xg`"],
  ["\\C", "invalid escape sequence: `\\C`"],
  ["a**", "invalid nested repetition operator: `**`"],
  ["a+?{2}?", "invalid nested repetition operator: `+?{2}?`"],
  ["*", "missing argument to repetition operator: `*`"],
  ["a|+?", "missing argument to repetition operator: `+?`"],
  ["a{1001}", "invalid repeat count: `{1001}`"],
  ["a{3,2}", "invalid repeat count: `{3,2}`"],
  ["((a{100}){10}){2}", "invalid repeat count: `{2}`"],
  ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
  ["(?<!a)", "invalid named capture: `(?<!a)`"],
  ["(?i", "invalid or unsupported Perl syntax: `(?i`"],
  ["(?i-)", "invalid or unsupported Perl syntax: `(?i-)`"],
  ["(?P<a", "invalid named capture: `(?P<a`"],
  ["(?P<a-b>c)", "invalid named capture: `(?P<a-b>`"],
];

describe("regular expressions", () => {
  for (const [source, text, groups] of MATCHES) {
    it(`${source} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(compiled(source).find(text), groups);
    });
  }

  for (const [source, part] of MISTAKES) {
    it(`${source} is refused`, () => {
      assert.equal(errorOf(source), `error parsing regexp: ${part}`);
    });
  }

  it("names its groups", () => {
    assert.deepEqual(compiled("(a)(?P<b>c)(?:d)(?<e>f)").names, ["", "", "b", "e"]);
  });

  it("refuses what nests or grows too far", () => {
    const deep = `${"(".repeat(1001)}a${")".repeat(1001)}`;
    assert.equal(errorOf(deep), `error parsing regexp: expression nests too deeply: \`${deep}\``);
    const large = `(?:${"abcdefgh".repeat(20)}){1000}`;
    assert.equal(errorOf(large), `error parsing regexp: expression too large: \`${large}\``);
    assert.equal(errorOf(`${"(?:".repeat(5000)}a${")".repeat(5000)}`), null);
  });

  it("needs time in proportion to the text where a search that goes back would not end", () => {
    const text = "a".repeat(5000);
    assert.equal(compiled("(a*)*(a|a)*b").find(text), null);
    assert.equal(compiled("^(?:a?){200}a{200}$").find("a".repeat(200))?.[0]?.length, 200);
    assert.equal(compiled(`(?:${"(?:)|".repeat(3000)}a)+b`).find(text.slice(0, 5)), null);
  });
});
