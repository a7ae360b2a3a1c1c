import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFiles } from "./serve-files.js";
import type { World } from "./world.js";

/** Set when the command line is built. */
declare const HOPWISE_VERSION: string | undefined;

const STANDARD_INPUT = 0;

/** The real world: files, streams and a server of this machine. */
export const nodeWorld: World = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read: (file) => readFileSync(file === "-" ? STANDARD_INPUT : file, "utf8"),
  write: (file, text) => {
    writeFileSync(file, text);
  },
  serve: serveFiles,
  bundle: readBundle,
  version: typeof HOPWISE_VERSION === "string" ? HOPWISE_VERSION : "0.0.0",
};

// The built command line stands in dist/, beside the player's files.
function readBundle(): ReadonlyMap<string, string> | null {
  const folder = fileURLToPath(new URL("cdn/", import.meta.url));
  if (!existsSync(join(folder, "hopwise.js"))) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
