import type { DiagnosticParameters } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";

// Comparing names takes time for each pair of letters; a dump that is wrong everywhere must not take long either.
const LONGEST = 64;
const MOST = 2_000;

/** The name that was found and the known one that was most likely meant, as a diagnostic's parameters. */
export function nearName(found: string, known: Iterable<string>): DiagnosticParameters {
  if (found.length > LONGEST) return { found };
  const names: string[] = [];
  for (const name of known) if (names.push(name) >= MOST) break;
  const near = nearest(found, names);
  return near === null ? { found } : { found, nearest: near };
}
