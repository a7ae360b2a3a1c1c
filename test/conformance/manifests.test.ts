import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { needsShared, sharedPath } from "../support/shared-vectors.js";

const FOLDER = "manifests";

/** Documents that lost the line break before the next mark, which no reader of YAML takes. */
const BROKEN: Readonly<Record<string, number>> = { "online-boutique-network-policies.yaml": 1 };

describe("public manifests, as published", needsShared(FOLDER), () => {
  const files = readdirSync(sharedPath(FOLDER)).filter((file) => file.endsWith(".yaml"));
  for (const name of files)
    it(`load and play: ${name}`, () => {
      const text = readFileSync(sharedPath(`${FOLDER}/${name}`), "utf8");
      const { diagnostics, trace } = play({ name, text }, { ...WITH_MANIFESTS, asks: true });
      assert.ok(trace !== null);
      const codes = new Set(diagnostics.map(({ code }) => code));
      assert.deepEqual([...codes], BROKEN[name] === undefined ? [] : ["yaml-unexpected"]);
      if (BROKEN[name] !== undefined) return;
      const ended = trace.events.find(({ kind }) => kind === "request-ended");
      assert.ok(ended?.kind === "request-ended" && ended.outcome === "answered");
    });
});
