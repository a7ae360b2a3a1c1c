import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setupErrors } from "../../../../src/dns/plugins/errors/setup.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { startedPlugin } from "../../../support/started-plugin.js";

/** The lines after each of some errors, and those of the time after them. */
function linesAfter(directive: string, errors: readonly string[], seconds: number): string[][] {
  const runner = createDnsRunner(() => "silence");
  const handler = startedPlugin(setupErrors, directive);
  const query = createQuery(1, { name: "a.Test.", type: "A", class: "IN" });
  const lines = (): string[] =>
    runner.events.splice(0).flatMap((event) => {
      if (event.kind !== "plugin-acted") return [];
      const { action } = event;
      return action.kind === "error-logged" || action.kind === "line-logged" ? [action.text] : [];
    });
  const fail = (error: string | null): string[] => {
    visitPlugin(handler, query, {
      runner,
      *next(visit) {
        return yield* visit.fail("SERVFAIL", error);
      },
    });
    return lines();
  };
  const told = errors.map(fail);
  runner.now += seconds * 1e6;
  return [...told, fail(null)];
}

describe("errors", () => {
  it("tells each error, with the number of the code", () => {
    assert.deepEqual(linesAfter("errors", ["x", "y"], 60), [
      ["2 a.test. A: x"],
      ["2 a.test. A: y"],
      [],
    ]);
  });

  it("counts those that an expression matches, and tells them when their time is over", () => {
    const directive = 'errors {\n consolidate 1m "^time.*$" warning\n}';
    assert.deepEqual(linesAfter(directive, ["timeout", "other", "timed out"], 59), [
      [],
      ["2 a.test. A: other"],
      [],
      [],
    ]);
    assert.deepEqual(linesAfter(directive, ["timeout", "timed out"], 60), [
      [],
      [],
      ["[WARNING] plugin/errors: 2 errors like '^time.*$' occurred in last 1m0s"],
    ]);
  });

  it("tells the first at once where it should, and then only more than one", () => {
    const directive = "errors {\n consolidate 2s . show_first\n}";
    assert.deepEqual(linesAfter(directive, ["x"], 2), [["2 a.test. A: x"], []]);
    assert.deepEqual(linesAfter(directive, ["x", "x"], 2), [
      ["2 a.test. A: x"],
      [],
      ["2 errors like '.' occurred in last 2s"],
    ]);
  });
});
