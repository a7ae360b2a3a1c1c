import { existsSync } from "node:fs";

/** Where recordings of the real programs lie that are not ours to copy: beside the repository. */
const SHARED = "../shared/vectors";

/** The options of a test that reads them: skipped, with the reason, where they are absent. */
export function needsShared(path: string): { readonly skip: string | false } {
  return { skip: existsSync(sharedPath(path)) ? false : `${sharedPath(path)} is absent` };
}

/** A path under the vectors, from the repository's root. */
export function sharedPath(path: string): string {
  return `${SHARED}/${path}`;
}
