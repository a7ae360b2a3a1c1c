import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SourceText } from "../../src/base/source-span.js";

const folder = join(import.meta.dirname, "../../scenarios");

/** The names of all scenarios, with the folders that they lie in: `clusterip`, `linux/router-ip-forward`. */
export const SCENARIO_NAMES: readonly string[] = readdirSync(folder, {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => file.endsWith(".hop"))
  .map((file) => file.slice(0, -".hop".length).replaceAll("\\", "/"))
  .sort();

/** Whether a scenario has ten thousand Services: played once it is quick, but not a thousand times, nor loaded into a kernel. */
export function isLargeScenario(name: string): boolean {
  return /-10000(\.hop)?$/.test(name);
}

/** The text of a scenario by its name. */
export function scenarioFile(name: string): SourceText {
  return { name: `${name}.hop`, text: readFileSync(join(folder, `${name}.hop`), "utf8") };
}
