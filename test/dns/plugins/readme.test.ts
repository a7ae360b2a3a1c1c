import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { ORDER } from "../../../src/dns/order.js";

const folder = new URL("../../../src/dns/plugins/", import.meta.url);
const built = ORDER.filter(([, place]) => typeof place === "function").map(([name]) => name);

describe("the plugins", () => {
  it("have a folder each, and every folder a place in the order", () => {
    assert.deepEqual(readdirSync(folder).sort(), built.toSorted());
  });

  for (const name of built) {
    it(`${name} has a README whose examples load`, () => {
      const file = new URL(`${name}/README.md`, folder);
      assert.ok(existsSync(file));
      const text = readFileSync(file, "utf8");
      const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      assert.deepEqual(headings, ["Name", "Description", "Syntax", "Examples"]);
      const examples = [...text.matchAll(/```corefile\n([^]*?)```/g)];
      assert.ok(examples.length > 0);
      for (const [, example = ""] of examples) {
        const { diagnostics } = readCorefile({ name: "README.md", text: example });
        // What is read but not simulated says so by its name.
        const others = diagnostics.filter(
          ({ code, parameters }) =>
            code !== "corefile-unsupported" || parameters["feature"] !== name,
        );
        assert.deepEqual(others, []);
      }
    });
  }
});
