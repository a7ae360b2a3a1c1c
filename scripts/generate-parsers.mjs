// Turns grammars/*.peggy into src/<owner>/generated/*.js with types. A grammar may `import` rules of lexical.peggy by
// being listed together with it below: Peggy reads the files as one grammar.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import peggy from "peggy";

const parsers = [
  {
    name: "scenario",
    owner: "language",
    files: ["scenario.peggy", "lexical.peggy"],
    starts: ["Scenario"],
  },
  { name: "corefile", owner: "dns", files: ["corefile.peggy"], starts: ["Corefile"] },
  {
    name: "iptables-save",
    owner: "netfilter",
    files: ["iptables-save.peggy"],
    starts: ["Line"],
  },
];

for (const { name, owner, files, starts } of parsers) {
  const folder = new URL(`../src/${owner}/generated/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  const input = files.map((file) => ({
    source: `grammars/${file}`,
    text: readFileSync(new URL(`../grammars/${file}`, import.meta.url), "utf8"),
  }));
  try {
    const code = peggy.generate(input, {
      output: "source",
      format: "es",
      allowedStartRules: starts,
    });
    writeFileSync(new URL(`${name}.js`, folder), code);
    writeFileSync(new URL(`${name}.d.ts`, folder), typesOf(name));
  } catch (error) {
    console.error(typeof error.format === "function" ? error.format(input) : error);
    process.exitCode = 1;
  }
}

function typesOf(name) {
  return `/** Generated from grammars/${name}.peggy. */
export interface ParserLocation { readonly source: unknown; readonly start: { readonly offset: number; readonly line: number; readonly column: number }; readonly end: { readonly offset: number; readonly line: number; readonly column: number } }
export interface ParserExpectation { readonly type: "literal" | "class" | "any" | "end" | "pattern" | "rule" | "other"; readonly text?: string; readonly description?: string }
export declare class SyntaxError extends Error { readonly location: ParserLocation; readonly expected: readonly ParserExpectation[] | null; readonly found: string | null }
export declare function parse(input: string, options?: { readonly grammarSource?: unknown; readonly startRule?: string; readonly [option: string]: unknown }): unknown;
`;
}
