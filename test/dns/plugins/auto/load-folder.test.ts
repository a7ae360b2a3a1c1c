import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compileRegexp } from "../../../../src/regexp/regexp.js";
import { loadFolder } from "../../../../src/dns/plugins/auto/load-folder.js";

const TEXT = "@ 60 SOA ns admin 7 2 3 4 5\n";

describe("auto", () => {
  it("makes a zone of every file whose name matches; what is none, and a second for an origin, is passed over", () => {
    const pattern = compileRegexp("db\\.(?P<name>.*)");
    assert.ok(pattern.kind === "regexp");
    const files = new Map([
      ["zones/db.example.org", TEXT],
      ["zones/more/db.example.org", "broken"],
      ["zones/db.broken.org", "a A 1"],
      ["zones/notes.txt", TEXT],
      ["other/db.other.org", TEXT],
    ]);
    for (const template of ["{1}", "{name}"]) {
      const zones = loadFolder(files, { directory: "./zones/", pattern, template });
      assert.deepEqual([...zones.keys()], ["example.org."]);
    }
  });
});
