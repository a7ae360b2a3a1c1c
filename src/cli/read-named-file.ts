import { LIMIT } from "../language/limit.js";
import type { ManifestFile } from "../language/manifest/source.js";
import type { World } from "./world.js";

/** What gives the files that a scenario names; their paths are seen from the scenario's own. */
export function fileReader(scenario: string, world: World): (path: string) => ManifestFile {
  return (path) => {
    if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return { kind: "missing", reason: "no file" };
    const name = nameFrom(scenario, path);
    try {
      return { kind: "text", source: { name, text: world.readNamed(name, LIMIT.manifest) } };
    } catch (error) {
      return { kind: "missing", reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

function nameFrom(scenario: string, path: string): string {
  const folder = scenario === "-" ? "" : scenario.slice(0, scenario.lastIndexOf("/") + 1);
  return path.startsWith("/") ? path : `${folder}${path}`;
}
