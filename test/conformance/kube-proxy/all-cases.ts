import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findCases } from "./case-folder.js";
import type { CaseFolder } from "./case-folder.js";
import { ownCases } from "./own-cases.js";

/** Where recordings of the real kube-proxy lie that are not ours to copy: beside the repository. */
export const SHARED_CASES: string = fileURLToPath(
  new URL("../../../../shared/vectors/kube-proxy/", import.meta.url),
);

/** The project's own cases, and those of the shared ones that are not among them, as far as they are there. */
export function allCases(): readonly CaseFolder[] {
  const own = ownCases();
  const known = new Set(own.map(({ name }) => name));
  const shared = existsSync(SHARED_CASES) ? findCases(SHARED_CASES) : [];
  return [...own, ...shared.filter(({ name }) => !known.has(name))];
}
