import esbuild from "esbuild";

/**
 * Serves some packages to browser tests as one file each. D3 alone is some 600 modules, which a test page would
 * otherwise fetch one by one.
 */
export function packagesPlugin(names) {
  const paths = new Map(names.map((name) => [name, `/__packages__/${name}.js`]));
  const texts = new Map();
  return {
    name: "packages",
    async serverStart() {
      for (const [name, path] of paths) {
        const { outputFiles } = await esbuild.build({
          stdin: { contents: `export * from ${JSON.stringify(name)};`, resolveDir: "." },
          bundle: true,
          format: "esm",
          write: false,
        });
        texts.set(path, outputFiles[0].text);
      }
    },
    resolveImport: ({ source }) => paths.get(source),
    serve: (context) =>
      texts.has(context.path) ? { body: texts.get(context.path), type: "js" } : undefined,
  };
}
