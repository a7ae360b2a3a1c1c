/**
 * Lets esbuild leave out the parts of D3 that nothing uses. d3-transition says of itself that it has side effects (it adds
 * methods to selections), which would bring it, and colours, easing and timers with it, into every bundle that selects.
 */
export const pureD3 = {
  name: "pure-d3",
  setup(build) {
    build.onResolve({ filter: /^d3-/ }, async ({ path, pluginData, ...place }) => {
      if (pluginData === pureD3) return undefined;
      const { importer, kind, resolveDir } = place;
      const found = await build.resolve(path, { importer, kind, resolveDir, pluginData: pureD3 });
      return { ...found, sideEffects: false };
    });
  },
};
