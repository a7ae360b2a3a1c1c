import { placeOf } from "../../src/base/source-span.js";
import { loadScenario } from "../../src/language/load.js";
import type { LoadedScenario } from "../../src/language/load.js";
import type { Scenario } from "../../src/cluster/scenario.js";
import { WITH_MANIFESTS } from "./manifests.js";

/** Loads a scenario's text under the name `test.hop`. */
export function loadText(text: string): LoadedScenario {
  return loadScenario({ name: "test.hop", text }, WITH_MANIFESTS);
}

/** The diagnostics of a text as `line:column code "marked text"`, in order. */
export function mistakesIn(text: string): readonly string[] {
  return loadText(text).diagnostics.map(({ code, span }) => {
    const { line, column } = placeOf(text, span.start);
    return `${line}:${column} ${code} ${JSON.stringify(text.slice(span.start, span.end))}`;
  });
}

/** The scenario of a text that must be without mistakes. */
export function scenarioOf(text: string): Scenario {
  const { scenario, diagnostics } = loadText(`hopwise 1\n${text}`);
  if (scenario === null || diagnostics.length > 0)
    throw new Error(`unexpected diagnostics: ${JSON.stringify(diagnostics)}`);
  return scenario;
}
