import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { queryId } from "../../src/trace/id.js";
import { PLUGIN_REASONS } from "../../src/scene/plugin-reason.js";
import { told } from "../support/told.js";

const FOLDER = "src/dns";

/** The reasons in the plugins' own source: every literal that ends up as one. */
const NOTED = {
  "record-missing": [
    ...reasonsIn("plugins/kubernetes", [
      /missing\("([^"]+)"/g,
      /^ {2}\| "([a-z]+-[a-z]+)"/gm,
      /reason: "([^"]+)"/g,
    ]),
    ...reasonsIn("plugins/hosts", [/reason: "(name-[a-z]+)"/g]),
    ...reasonsIn("plugins/k8s_external", [/\? "((?!type-)[a-z]+-[a-z]+)"/g]),
    ...reasonsIn("zone-file", [/reason(?: =|:) "((?!type-)[a-z]+-[a-z]+)"/g]),
  ].sort(),
  "transfer-refused": reasonsIn("plugins/transfer", [/reason: "([^"]+)"/g]),
  "cache-declined": reasonsIn("plugins/cache", [
    /\? "([a-z-]+)"\n/g,
    /(?:flags\.tc|=== "[a-z-]+"|!hasSoa)\) return "([a-z-]+)"/g,
    /answersQuestion\(message\) \? "([a-z-]+)" : null/g,
  ]),
  "upstream-failed": reasonsIn("plugins/forward", [
    /kind: "failed", reason: "([^"]+)"/g,
    /^ {4}(?:timeout|refused|unreachable|reset|closed): "([^"]+)"/gm,
  ]),
};

describe("the reasons of plugins", () => {
  it("have words, every one that a plugin can note, and no others", () => {
    for (const kind of Object.keys(NOTED) as (keyof typeof NOTED)[]) {
      assert.deepEqual(Object.keys(PLUGIN_REASONS[kind]).sort(), NOTED[kind], kind);
    }
  });

  it("stand in the caption as a clause; one that is not known stands as its code", () => {
    assert.equal(
      acted("service-missing"),
      "kubernetes does not find a.default.svc.cluster.local: there is no such Service.",
    );
    assert.match(acted("not-yet-known"), /: not-yet-known\.$/);
    assert.match(acted("constructor"), /: constructor\.$/);
  });
});

function acted(reason: string): string {
  const object = "a.default.svc.cluster.local.";
  return told({
    kind: "plugin-acted",
    query: queryId(1),
    plugin: "kubernetes",
    line: 7,
    action: { kind: "record-missing", object, reason },
  });
}

function reasonsIn(plugin: string, patterns: readonly RegExp[]): readonly string[] {
  const folder = join(FOLDER, plugin);
  const found = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      return patterns.flatMap((pattern) =>
        Array.from(source.matchAll(pattern), ([, reason = ""]) => reason),
      );
    });
  return [...new Set(found)].sort();
}
