import assert from "node:assert/strict";
import { it } from "node:test";
import esbuild from "esbuild";

/** What package.json says has effects: bundlers drop an import of anything else that nothing is taken from. */
const ENTRIES = { define: "src/define.ts", compare: "src/compare.ts" } as const;

it("the files that give pages a tag do so themselves, and not in a piece that they share", async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: ENTRIES,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    packages: "external",
    outdir: "out",
    tsconfig: "tsconfig.base.json",
    define: { HOPWISE_VERSION: '"test"' },
  });
  for (const [name, tags] of [
    ["define", ["hopwise-player"]],
    ["compare", ["hopwise-player", "hopwise-compare"]],
  ] as const) {
    const entry = outputFiles.find(({ path }) => path.endsWith(`/${name}.js`));
    for (const tag of tags) assert.match(entry?.text ?? "", new RegExp(`defineTag\\("${tag}"`));
  }
});
