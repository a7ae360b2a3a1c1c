import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { OWN_PACK } from "../conformance/coredns/find-cases.js";
import { filesOf, filesUnder } from "../conformance/coredns/vector-file.js";
import type { VectorFile } from "../conformance/coredns/vector-file.js";

const PLUGINS = fileURLToPath(new URL("../../src/dns/plugins/", import.meta.url));

/** Corefiles to begin with: those of the plugins' READMEs, of the project's own recordings, and of a folder of recordings. */
export function corefileSeeds(folder: string | null): readonly string[] {
  const pack = brotliDecompressSync(readFileSync(OWN_PACK)).toString("utf8");
  const own = filesOf(JSON.parse(pack) as Readonly<Record<string, string>>);
  const given = folder === null ? [] : filesUnder(folder);
  const recorded = [...own, ...given].filter(({ folder: kind }) => KINDS.has(kind));
  const texts = [...readmeExamples(), ...recorded.flatMap(corefilesIn)];
  return [...new Set(texts)].filter((text) => text.length < LONGEST);
}

// The kinds of recordings that have Corefiles, or a plugin's directive alone.
const KINDS: ReadonlySet<string> = new Set(["coredns", "corefile", "setup", "kubernetes"]);
const LONGEST = 4_000;

function readmeExamples(): readonly string[] {
  return readdirSync(PLUGINS)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(`${PLUGINS}${name}/README.md`, "utf8");
      return [...text.matchAll(/```corefile\n([^]*?)```/g)].map(([, example = ""]) => example);
    });
}

function corefilesIn({ folder, read }: VectorFile): readonly string[] {
  const content: unknown = JSON.parse(read());
  const entries = Array.isArray(content) ? (content as readonly unknown[]) : [content];
  return entries.flatMap((entry) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { corefile, input } = entry as { readonly corefile?: unknown; readonly input?: unknown };
    if (typeof corefile === "string") return [corefile];
    if (typeof input !== "string") return [];
    return [folder === "setup" ? `. {\n${input}\n}\n` : input];
  });
}
