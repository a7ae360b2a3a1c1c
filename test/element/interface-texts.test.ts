import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en as commandEn } from "../../src/message/command/en.js";
import { ja as commandJa } from "../../src/message/command/ja.js";
import { en as compareEn } from "../../src/message/compare/en.js";
import { ja as compareJa } from "../../src/message/compare/ja.js";
import { en as interfaceEn } from "../../src/message/interface/en.js";
import { ja as interfaceJa } from "../../src/message/interface/ja.js";
import { en as shareEn } from "../../src/message/share/en.js";
import { ja as shareJa } from "../../src/message/share/ja.js";

function holesOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
}

describe("the texts of controls and commands", () => {
  for (const [name, english, japanese] of [
    ["interface", interfaceEn, interfaceJa],
    ["command", commandEn, commandJa],
    ["compare", compareEn, compareJa],
    ["share", shareEn, shareJa],
  ] as const) {
    it(`mention the same in both languages: ${name}`, () => {
      assert.deepEqual(Object.keys(japanese).sort(), Object.keys(english).sort());
      const texts: Readonly<Record<string, string>> = japanese;
      for (const [key, text] of Object.entries(english))
        assert.deepEqual(holesOf(texts[key] ?? ""), holesOf(text), key);
    });
  }
});
