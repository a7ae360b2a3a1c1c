import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { formatDiagnostic } from "../../src/message/diagnostic/format.js";
import { diagnosticsJa } from "../../src/message/diagnostic/ja.js";

const src = new URL("../../src/", import.meta.url);

/** The codes that a folder reports, as its files write them. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(`${folder}/`, src), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, src), "utf8");
      const direct = text.matchAll(/(?:errorAt|warningAt)\(\s*[^;"]*?"([a-z]+(?:-[a-z]+)+)"/g);
      return [...direct].map((match) => match[1] ?? "");
    });
}

function placesOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].sort();
}

describe("the sentences of diagnostics", () => {
  it("exist for every code that the language reports", () => {
    const codes = codesIn("language");
    assert.ok(codes.length > 40, `found ${codes.length} codes`);
    for (const code of codes) assert.ok(code in diagnosticsEn, `no sentence for ${code}`);
  });

  it("are the same ones in both languages, and mention the same things", () => {
    assert.deepEqual(Object.keys(diagnosticsJa).sort(), Object.keys(diagnosticsEn).sort());
    for (const [code, template] of Object.entries(diagnosticsEn))
      assert.deepEqual(placesOf(diagnosticsJa[code] ?? ""), placesOf(template), code);
  });
});

describe("a printed diagnostic", () => {
  const at = (text: string, marked: string): Diagnostic => ({
    code: "unknown-word",
    severity: "error",
    span: {
      source: "a.hop",
      start: text.indexOf(marked),
      end: text.indexOf(marked) + marked.length,
    },
    parameters: { word: marked, block: "node" },
  });
  const print = (text: string, marked: string): readonly string[] =>
    formatDiagnostic(at(text, marked), [{ name: "a.hop", text }], diagnosticsEn).split("\n");

  it("keeps its mark under the place, behind tabs and wide characters", () => {
    assert.deepEqual(print("x\n\ty\tbad z", "bad").slice(1), ["  \ty\tbad z", "  \t \t^~~"]);
    assert.deepEqual(print('title "名前" bad', "bad").slice(1), [
      '  title "名前" bad',
      "               ^~~",
    ]);
    assert.deepEqual(print("é 名前", "名前").slice(1), ["  é 名前", "    ^~~~"]);
  });

  it("cuts a line that is too long around the place", () => {
    const [, line = "", mark = ""] = print(`${"a".repeat(500)}bad${"c".repeat(500)}`, "bad");
    assert.ok(line.length < 200);
    assert.equal(line.slice(mark.indexOf("^"), mark.length), "bad");
  });

  it("does without a place where the text is not at hand", () => {
    assert.equal(
      formatDiagnostic(at("bad", "bad"), [], diagnosticsEn),
      "a.hop: error: `bad` means nothing in `node`. [unknown-word]",
    );
  });

  it("is said in Japanese too", () => {
    const text = formatDiagnostic(
      at("bad", "bad"),
      [{ name: "a.hop", text: "bad" }],
      diagnosticsJa,
    );
    assert.match(
      text,
      /^a\.hop:1:1: エラー: `bad` は `node` の中では意味を持ちません。 \[unknown-word\]\n/,
    );
  });
});
