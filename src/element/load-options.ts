import type { SourceText } from "../base/source-span.js";
import type { LoadOptions } from "../language/load.js";
import { isManifest } from "../language/manifest/manifest-document.js";
import { manifestPaths } from "../language/manifest/manifest-statements.js";
import type { ManifestSource } from "../language/manifest/source.js";

/** How the page reads a text: with the files that it names, fetched as seen from its own address, and another seed where one is given. */
export async function loadOptions(
  source: SourceText,
  seed: number | null,
  signal: AbortSignal,
): Promise<LoadOptions> {
  const options = { asks: true, ...(seed === null ? {} : { seed }) };
  if (!hasManifests(source)) return options;
  return { ...options, manifests: await manifestsOf(source, signal) };
}

function hasManifests(source: SourceText): boolean {
  return isManifest(source) || /^\s*manifest\b/m.test(source.text);
}

async function manifestsOf(source: SourceText, signal: AbortSignal): Promise<ManifestSource> {
  const { fetchManifests } = await import("./fetch-manifests.js");
  return fetchManifests(manifestPaths(source), new URL(source.name, document.baseURI).href, signal);
}
