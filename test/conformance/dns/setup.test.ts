import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { dispense } from "../../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../src/dns/corefile/mistake.js";
import { ORDER } from "../../../src/dns/order.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

interface Case {
  readonly id: string;
  readonly input: string;
  readonly shouldErr?: boolean;
  readonly errContains?: string;
  readonly actualError?: string;
}

// Vectors name the plugin by its folder.
const FOLDERS: Readonly<Record<string, string>> = { prometheus: "metrics" };

const SKIPPED: Readonly<Record<string, string>> = {
  "errors/TestErrorsParse#12": "needs a reader of regular expressions",
  "forward/TestSetup#17": "host names of upstreams are not looked up",
  "forward/TestSetupResolvconf#1": "needs a file",
};

for (const [plugin, setup] of ORDER) {
  if (typeof setup !== "function") continue;
  const path = `coredns/corefile/setup/${FOLDERS[plugin] ?? plugin}.json`;
  const cases =
    needsShared(path).skip === false
      ? (JSON.parse(readFileSync(sharedPath(path), "utf8")) as readonly Case[])
      : [];
  const tried = cases.filter(({ id }) => SKIPPED[id] === undefined);

  describe(
    `setup of ${plugin}: ${tried.length} of ${cases.length} cases`,
    needsShared(path),
    () => {
      for (const { id, input, shouldErr, errContains, actualError } of cases) {
        it(`${id}: ${JSON.stringify(input).slice(0, 70)}`, { skip: SKIPPED[id] ?? false }, () => {
          const tokens = lexCorefile({ name: "Testfile", text: input }, 0);
          const placed = tokens.map((token) => ({ ...token, file: "Testfile" }));
          const result = setup(dispense(placed), { zones: ["."] });
          const text = isMistake(result) ? `plugin/${plugin}: ${result.text}` : null;
          if (shouldErr !== true) assert.equal(text, null);
          else if (actualError !== undefined) assert.equal(text, actualError);
          else assert.ok(text?.includes(errContains ?? ""), String(text));
        });
      }
    },
  );
}
