import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readTrace, writeTrace, type TraceProblem } from "../../src/trace/read.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();
const text = writeTrace(trace);

function problemOf(broken: string): TraceProblem {
  const read = readTrace(broken);
  assert.ok("problem" in read, "no problem was found");
  return read.problem;
}

/** The small trace with one place of its JSON changed. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(text) as Record<string | number, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce((at, key) => at[key] as Record<string | number, unknown>, copy);
  const last = path.at(-1) ?? "";
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return JSON.stringify(copy);
}

describe("readTrace", () => {
  it("reads what writeTrace wrote, which is the same text again", () => {
    const read = readTrace(text);
    assert.ok("trace" in read);
    assert.deepEqual(read.trace, trace);
    assert.equal(writeTrace(read.trace), text);
  });

  it("writes each event on its own line, when and where first", () => {
    const lines = text.split("\n");
    assert.equal(lines.length, trace.events.length + 4);
    assert.match(
      lines[2] ?? "",
      /^\{"at":0,"namespace":"pod\/default\/client","packet":null,"kind":/,
    );
  });

  it("keeps events of kinds that it does not know", () => {
    const unknown = { at: 7, namespace: null, packet: null, kind: "policy-applied", policy: "p" };
    const read = readTrace(changed(["events", 4], unknown));
    assert.ok("trace" in read);
    assert.deepEqual(read.trace.events[4], unknown);
  });

  it("says what is no JSON, no trace, or another version's", () => {
    assert.equal(problemOf("{").code, "not-json");
    assert.equal(problemOf("").code, "not-json");
    for (const other of ["null", "[]", "7", '"x"'])
      assert.equal(problemOf(other).code, "wrong-shape");
    assert.equal(problemOf("{}").code, "other-format");
    assert.deepEqual(problemOf(changed(["header", "format"], "hopwise-trace/2")), {
      code: "other-format",
      path: "header.format",
      expected: "hopwise-trace/1",
    });
  });

  it("names the place that has the wrong shape", () => {
    const created = trace.events.findIndex(({ kind }) => kind === "packet-created");
    const cases: readonly [readonly (string | number)[], unknown, string][] = [
      [
        ["header", "namespaces", 0, "tables", "devices", 0, "name"],
        3,
        "header.namespaces[0].tables.devices[0].name",
      ],
      [["header", "namespaces", 0, "id"], "__proto__", "header.namespaces[0].id"],
      [["header", "title"], { ja: "x" }, "header.title.en"],
      [["events"], {}, "events"],
      [["events", 2, "at"], "soon", "events[2].at"],
      [["events", 2, "at"], undefined, "events[2].at"],
      [["events", 2], null, "events[2]"],
      [["events", created, "headers", "source"], "10.0.0.01", `events[${created}].headers.source`],
      [
        ["events", created, "headers", "transport", "protocol"],
        "toString",
        `events[${created}].headers.transport.protocol`,
      ],
      [["events", created, "headers", "ttl"], -1, `events[${created}].headers.ttl`],
    ];
    for (const [path, value, place] of cases) {
      const problem = problemOf(changed(path, value));
      assert.deepEqual([problem.code, problem.path], ["wrong-shape", place]);
    }
  });

  it("finds names that the header does not have", () => {
    const crossed = trace.events.findIndex(({ kind }) => kind === "link-crossed");
    const cases: readonly (readonly [readonly (string | number)[], unknown])[] = [
      [["events", 1, "namespace"], "node/nowhere"],
      [["events", 0, "chapter"], 5],
      [["events", crossed, "segment"], "nowhere"],
      [["events", crossed, "fromDevice"], "eth9"],
      [["header", "segments", 0, "ports", 0, "device"], "eth9"],
      [["header", "namespaces", 3, "node"], "node/nowhere"],
      [["header", "ruleSets", 0, "tables", 1, "chains", 0, "rules"], [9999]],
    ];
    for (const [path, value] of cases) {
      assert.equal(problemOf(changed(path, value)).code, "broken-reference", path.join("."));
    }
  });

  it("refuses nesting that could exhaust the stack", () => {
    assert.equal(problemOf(`${"[".repeat(100_000)}${"]".repeat(100_000)}`).code, "too-large");
  });

  it("is not deceived by brackets and quotes in texts", () => {
    const read = readTrace(changed(["header", "title", "en"], `${"[{".repeat(50)}\\"`));
    assert.ok("trace" in read);
  });
});
