import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { diagnosticsJa } from "../../src/message/diagnostic/ja.js";
import { formatDiagnostic } from "../../src/message/diagnostic/format.js";
import { printDocument } from "../../src/language/print.js";
import { loadText } from "../support/load-text.js";
import { isLargeScenario, SCENARIO_NAMES, scenarioFile } from "../support/scenario-files.js";

const texts = SCENARIO_NAMES.filter((name) => !isLargeScenario(name)).map(
  (name) => scenarioFile(name).text,
);

const pieces = [
  ...Array.from('{};,#"\\ \n\t}=@-/'),
  "  ",
  "->",
  "\r\n",
  "corefile {\n",
  "rules {\n",
  "ip6 rules red {\n",
  "cni bridge {\n",
  "host red { ",
  "bridge lan ",
  "link red.eth0 lan\n",
  "address eth0 ",
  "10.0.0.1/24",
  "route default via ",
  "device v vxlan id 1 ",
  "02:00:00:00:00:01",
  "red ping ",
  "sysctl red ",
  "iptables red ",
  "3 times",
  "}\n",
  "node ",
  "play {",
  "pod in ",
  "10.244.1.3",
  "fd00::1/64",
  "999999999999",
  "名前",
  "\u0000",
  "\ud800",
  "expect 200 from ",
  "curl http://",
];

type Cut = readonly [at: number, length: number, piece: string];

const cuts = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom("", ...pieces),
  ),
  { minLength: 1, maxLength: 8 },
);

function mutate(text: string, changes: readonly Cut[]): string {
  return changes.reduce((mutated, [at, length, piece]) => {
    const start = Math.floor(at * mutated.length);
    return mutated.slice(0, start) + piece + mutated.slice(start + length);
  }, text);
}

function survive(text: string): void {
  const { document, diagnostics, scenario } = loadText(text);
  assert.ok(scenario, "there is always something to build");
  for (const diagnostic of diagnostics) {
    const { span } = diagnostic;
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, "in the text");
    for (const templates of [diagnosticsEn, diagnosticsJa])
      assert.ok(formatDiagnostic(diagnostic, [document.source], templates).length > 0);
  }
  printDocument(document);
}

describe("any text", () => {
  it("mutated from a scenario is loaded, printed and complained of without a crash", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), cuts, (text, changes) => {
        survive(mutate(text, changes));
      }),
      { numRuns: 400 },
    );
  });

  it("made of the language's pieces alone is read", () => {
    const made = fc.array(fc.constantFrom(...pieces), { maxLength: 60 });
    fc.assert(
      fc.property(made, (parts) => {
        survive(parts.join(""));
      }),
      { numRuns: 300 },
    );
  });

  it("of great depth, length or number is read in bounded time", () => {
    const started = process.hrtime.bigint();
    const long = 60_000;
    for (const text of [
      "{".repeat(long),
      "}".repeat(long),
      "a {\n".repeat(long / 4),
      '"'.repeat(long),
      "x".repeat(long),
      " ".repeat(long),
      "play {\n" + "client curl http://x\n".repeat(long / 20),
      "pod p\n".repeat(long / 6),
      "service s { select a=b; port 80 }\n".repeat(long / 30),
      "node n\n".repeat(long / 7),
      "corefile {\n" + " }\n".repeat(long / 3),
      'title "' + "\\".repeat(long) + '"',
      "dns a, " + "b, ".repeat(long / 3),
      "host h\n".repeat(long / 7),
      "host a\nbridge b\n" + "link a.eth0 b\n".repeat(long / 14),
      "bridge b\n" + "link b b\n".repeat(long / 9),
      "host a { address eth0 10.0.0.1/8\n" + "route 10.9.0.0/16 via 10.0.0.2\n".repeat(long / 30),
      "host a {\n" +
        Array.from(
          { length: 3_000 },
          (_, n) => `device d${n} dummy\nbridge b${n} { ports d${n} }`,
        ).join("\n"),
      "host a { route 10.0.0.0/8 " + "nexthop via 10.0.0.1 ".repeat(long / 20),
      "host a {\nrules {\n" + "-A INPUT -j DROP\n".repeat(long / 17),
      "host a\n" + "container c on a publish 1:1\n".repeat(long / 28),
      "host a\nplay {\n" + "iptables a -A INPUT\n".repeat(long / 20),
    ])
      survive(text);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    assert.ok(seconds < 60, `took ${seconds} s`);
  });
});
