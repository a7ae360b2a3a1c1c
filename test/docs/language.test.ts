import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { knownWords, vocabulary } from "../../src/language/vocabulary.js";
import { mistakesIn } from "../support/load-text.js";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```hop\n([^]*?)^```$/gm)].map((match) => match[1] ?? "");

/** What the examples of parts stand in. */
const around = `hopwise 1
node control-plane
node worker
node worker2
deployment example { on worker, worker2; serves 80/tcp; replicas 2 }
service example { select app=example; port 80 }
pod client on worker
`;

describe("docs/language.md", () => {
  for (const [index, example] of examples.entries())
    it(`has right examples: ${index + 1}, ${example.split("\n", 1).join("")}`, () => {
      assert.deepEqual(mistakesIn(example.startsWith("hopwise") ? example : around + example), []);
    });

  it("has an example of every block", () => {
    assert.ok(examples.length >= 7, `found ${examples.length}`);
  });

  for (const [block, words] of Object.entries(vocabulary))
    it(`names every word that stands in ${block}`, () => {
      const missing = [...words.once, ...words.many].filter((word) => !page.includes(word));
      assert.deepEqual(missing, []);
    });

  it("names the words of the outermost level and the play that are not there yet", () => {
    for (const block of ["scenario", "service", "play"]) {
      const known = vocabulary[block];
      assert.ok(known);
      const missing = knownWords(known).filter((word) => !page.includes(`\`${word}\``));
      const built = [...known.once, ...known.many];
      assert.deepEqual(
        missing.filter((word) => !built.includes(word) && !LATER.includes(word)),
        [],
      );
    }
  });
});

/** Words of the play that the page names under another heading. */
const LATER = ["node", "host", "container", "rules"];
