import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { required } from "../../../src/base/assert.js";
import { kindOfPath } from "./case-folder.js";
import type { CaseFolder } from "./case-folder.js";

/** The project's own set: inputs of our own with what the real programs made of them, as `pack.ts` wrote it. */
export const OWN_PACK: string = fileURLToPath(new URL("own.json.br", import.meta.url));

/** The cases of the project's own set. */
export function ownCases(): readonly CaseFolder[] {
  const text = brotliDecompressSync(readFileSync(OWN_PACK)).toString("utf8");
  const packed = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return Object.entries(packed).map(([name, files]) => ({
    name,
    kind: kindOfPath(name),
    files: Object.keys(files),
    read: (file) => required(files[file], file),
  }));
}
