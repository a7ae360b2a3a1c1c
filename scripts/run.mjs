import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a program of node_modules/.bin, or node itself, with the output shown; returns its exit code. */
export function run(command, args, environment = {}) {
  const windows = process.platform === "win32";
  const path =
    command === "node" ? process.execPath : `node_modules/.bin/${command}${windows ? ".cmd" : ""}`;
  const result = spawnSync(path, args, {
    cwd: root,
    stdio: "inherit",
    shell: windows && command !== "node",
    env: { ...process.env, ...environment },
  });
  if (result.error) console.error(result.error.message);
  return result.status ?? 1;
}
