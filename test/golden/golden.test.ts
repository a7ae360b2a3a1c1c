import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, it } from "node:test";
import { SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";
import { stagesOf } from "./stages.js";

const root = resolve(import.meta.dirname, "../..");
const goldens = join(root, "test/golden");
const isUpdate = process.env["UPDATE"] === "1";

if (isUpdate && process.env["CI"]) throw new Error("CI compares goldens; it never writes them");

function compare(path: string, actual: string): void {
  const file = join(goldens, path);
  const left = `${file}.actual`;
  if (isUpdate) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    rmSync(left, { force: true });
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, "utf8") : null;
  if (expected === actual) {
    rmSync(left, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(left, actual);
  const hint = `see test/golden/${path}.actual; UPDATE=1 npm test -- golden accepts it`;
  assert.ok(expected !== null, `there is no golden ${path}; ${hint}`);
  assert.fail(`${path} differs from ${firstDifference(expected, actual)}; ${hint}`);
}

function firstDifference(expected: string, actual: string): string {
  const [before, after] = [expected.split("\n"), actual.split("\n")];
  const line = after.findIndex((text, index) => text !== before[index]);
  const at = line === -1 ? after.length : line;
  return `line ${at + 1} on:\n- ${before[at] ?? "(end)"}\n+ ${after[at] ?? "(end)"}\n`;
}

describe("every scenario, at every stage, is as it was read and accepted", () => {
  for (const name of SCENARIO_NAMES) {
    const source = scenarioFile(name);
    for (const stage of stagesOf(name)) {
      it(`${name}: ${stage.name}`, () => {
        for (const [file, actual] of stage.outputsOf(source))
          compare(`${name}/${file}`, actual);
      });
    }
  }
});
