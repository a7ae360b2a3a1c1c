import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COMMANDS } from "../../src/cli/command/order.js";
import { run } from "../support/fake-world.js";

describe("the command line, wrongly or sparsely used", () => {
  it("prints its help and version to standard output", async () => {
    for (const argv of [[], ["--help"], ["-h"]]) {
      const { exit, out, err } = await run(argv);
      assert.equal(exit, 0);
      assert.equal(err, "");
      for (const { name } of COMMANDS) assert.match(out, new RegExp(`\\b${name}\\b`));
    }
    assert.equal((await run(["--version"])).out, "1.2.3\n");
  });

  it("has a help for every command, in both languages", async () => {
    for (const { name } of COMMANDS) {
      const english = await run([name, "-h"]);
      const japanese = await run([name, "-h", "--lang", "ja"]);
      assert.match(english.out, new RegExp(`hopwise ${name}`));
      assert.doesNotMatch(english.out, /[{}]/);
      assert.match(japanese.out, /[ぁ-ん]/);
      assert.equal(english.exit + japanese.exit, 0);
    }
  });

  it("ends with 2 where it was typed wrongly, and prints no data", async () => {
    const wrong = [
      ["chekc", "a.hop"],
      ["check"],
      ["check", "a.hop", "b.hop"],
      ["check", "a.hop", "--nonsense"],
      ["check", "a.hop", "--seed", "many"],
      ["trace", "a.hop", "--detail", "much"],
      ["svg", "a.hop", "--view", "sideways"],
      ["svg", "a.hop", "--width", "3"],
      ["check", "a.hop", "--lang", "xx"],
    ];
    for (const argv of wrong) {
      const { exit, out, err } = await run(argv, { "a.hop": "" });
      assert.equal(exit, 2, argv.join(" "));
      assert.equal(out, "");
      assert.match(err, /^hopwise: /);
    }
  });

  it("ends with 3 where a file cannot be read", async () => {
    const { exit, err } = await run(["check", "missing.hop"]);
    assert.equal(exit, 3);
    assert.match(err, /missing\.hop/);
  });
});
