import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
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
  readNamed,
  write: (file, text) => {
    writeFileSync(file, text);
  },
  serve: serveFiles,
  bundle: readBundle,
  version: typeof HOPWISE_VERSION === "string" ? HOPWISE_VERSION : "0.0.0",
};

// A scenario may come from anywhere, so that what it names must not be a device or a pipe that never ends.
function readNamed(file: string, most: number): string {
  const found = statSync(file);
  if (!found.isFile()) throw new Error(`not a regular file, '${file}'`);
  if (found.size > most) throw new Error(`larger than ${most} bytes, '${file}'`);
  return readFileSync(file, "utf8");
}

// The built command line stands in dist/, beside the player's files.
function readBundle(): ReadonlyMap<string, string> | null {
  const folder = fileURLToPath(new URL("cdn/", import.meta.url));
  if (!existsSync(join(folder, "hopwise.js"))) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
