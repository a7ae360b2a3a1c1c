import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readBlockKey } from "../../../src/dns/corefile/block-key.js";
import { formatKey } from "../../../src/dns/corefile/corefile.js";
import { lexCorefile } from "../../../src/dns/corefile/lex.js";
import { parseBlocks } from "../../../src/dns/corefile/parse.js";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { ORDER, PLUGIN_NAMES } from "../../../src/dns/order.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";

interface Words {
  readonly line: number;
  readonly text: string;
}

interface Case {
  readonly id: string;
  readonly input: string;
  readonly tokens?: readonly Words[];
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly validDirectives?: boolean | readonly string[];
  readonly serverBlocks?: readonly {
    readonly keys: readonly string[];
    readonly directives: Readonly<Record<string, readonly Words[]>>;
  }[];
  readonly error?: string;
  readonly blocks?: readonly (readonly string[])[];
  readonly resultKeys?: readonly (readonly string[])[];
}

function readCases(name: string): readonly Case[] {
  const path = `coredns/corefile/${name}.json`;
  if (needsShared(path).skip !== false) return [];
  return JSON.parse(readFileSync(sharedPath(path), "utf8")) as readonly Case[];
}

const wordsOf = (tokens: readonly Words[]): readonly Words[] =>
  tokens.map(({ line, text }) => ({ line, text }));

function directivesOf(valid: Case["validDirectives"]): ReadonlySet<string> | null {
  if (valid === true) return PLUGIN_NAMES;
  return typeof valid === "object" ? new Set(valid) : null;
}

const words = readCases("lexer");

describe(
  `Corefile words: ${words.length} cases`,
  needsShared("coredns/corefile/lexer.json"),
  () => {
    for (const { id, input, tokens } of words) {
      it(id, () => {
        assert.deepEqual(wordsOf(lexCorefile({ name: "Corefile", text: input }, 0)), tokens);
      });
    }
  },
);

// Errors of imports that find no file are the same with files; what a file brings in is not.
const needsFiles = ({ files, error }: Case): boolean =>
  files !== undefined && Object.keys(files).length > 0 && !/Glob|takes only one/.test(error ?? "");
const needsPattern = ({ input, error, files }: Case): boolean =>
  files !== undefined && error === undefined && input.includes("notfound/*");
const blocks = readCases("parse");
const parsed = blocks.filter((one) => !needsFiles(one) || needsPattern(one));

describe(
  `Corefile blocks: ${parsed.length} of ${blocks.length} cases`,
  needsShared("coredns/corefile/parse.json"),
  () => {
    for (const one of blocks) {
      const skip = parsed.includes(one) ? false : "imports of other files are not built yet";
      it(`${one.id}: ${JSON.stringify(one.input).slice(0, 60)}`, { skip }, () => {
        const result = parseBlocks(lexCorefile({ name: "Corefile", text: one.input }, 0), {
          environment: (name) => one.env?.[name] ?? null,
          directives: directivesOf(one.validDirectives),
        });
        assert.equal(result.mistakes[0]?.text, one.error);
        if (one.error !== undefined) return;
        const found = result.blocks.map(({ keys, directives }) => ({
          keys,
          directives: Object.fromEntries(directives.map((d) => [d.name, wordsOf(d.tokens)])),
        }));
        assert.deepEqual(found, one.serverBlocks);
      });
    }
  },
);

const keys = readCases("keys");

describe(
  `server block keys: ${keys.length} cases`,
  needsShared("coredns/corefile/keys.json"),
  () => {
    for (const one of keys) {
      it(`${one.id}: ${JSON.stringify(one.blocks).slice(0, 60)}`, () => {
        const read = one.blocks?.map((block) => block.map(readBlockKey)) ?? [];
        const wrong = read.flat().find((result) => typeof result === "string");
        assert.equal(wrong, one.error);
        if (one.error !== undefined) return;
        const found = read.map((block) =>
          block.flatMap((result) => (typeof result === "string" ? [] : result.map(formatKey))),
        );
        assert.deepEqual(found, one.resultKeys);
      });
    }
  },
);

const readmes = readCases("readme_corefiles");
const built = new Set(
  ORDER.filter(([, place]) => typeof place === "function").map(([name]) => name),
);
const usesBuilt = ({ serverBlocks = [] }: Case): boolean =>
  serverBlocks.every(({ directives }) => Object.keys(directives).every((name) => built.has(name)));
const loaded = readmes.filter(usesBuilt);

describe(
  `Corefiles of the plugins' READMEs: ${loaded.length} of ${readmes.length} use only built plugins`,
  needsShared("coredns/corefile/readme_corefiles.json"),
  () => {
    for (const one of readmes) {
      it(`${one.id} loads${usesBuilt(one) ? "" : ", naming what is not built"}`, () => {
        const { diagnostics } = readCorefile({ name: "Corefile", text: one.input });
        // Some READMEs name files and modules that only their own machine has.
        const errors = diagnostics.filter(({ severity, code, parameters }) => {
          return severity === "error" && !isOfTheirMachine(code, String(parameters["text"] ?? ""));
        });
        assert.deepEqual(errors, []);
        const unsupported = diagnostics.some(({ code }) => code === "corefile-unsupported");
        if (!usesBuilt(one)) assert.ok(unsupported);
      });
    }
  },
);

function isOfTheirMachine(code: string, text: string): boolean {
  return code === "corefile-setup" && text.includes("no such host");
}
