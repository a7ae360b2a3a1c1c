import { readFile } from "node:fs/promises";

/** Takes the line breaks and the indentation out of Lit's style sheets, which esbuild leaves alone as any other text. */
export const smallStyles = {
  name: "small-styles",
  setup(build) {
    build.onLoad({ filter: /[\\/]element[\\/]style[\\/][a-z-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return {
        loader: "ts",
        contents: text.replace(/css`([^`]*)`/g, (_, sheet) => `css\`${small(sheet)}\``),
      };
    });
  },
};

function small(sheet) {
  return sheet
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .trim();
}
