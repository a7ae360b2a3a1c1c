// The engine: everything that computes a trace from a scenario's text, fetched when a player is given one.
import type { SourceText } from "../base/source-span.js";
import { isManifest } from "../language/manifest/manifest-document.js";
import { manifestPaths } from "../language/manifest/manifest-statements.js";
import type { ManifestSource } from "../language/manifest/source.js";
import { play } from "../pipeline.js";
import type { Loaded } from "./source.js";

/** Computes what a text says, a scenario or Kubernetes YAML; what it names is fetched, seen from its own address. */
export async function computeTrace(
  source: SourceText,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded> {
  const options = { asks: true, ...(seed === null ? {} : { seed }) };
  const played = hasManifests(source)
    ? play(source, { ...options, manifests: await manifestsOf(source, signal) })
    : play(source, options);
  const { loaded, trace, diagnostics } = played;
  return { kind: "ready", trace, problems: { diagnostics, sources: loaded.sources } };
}

function hasManifests(source: SourceText): boolean {
  return isManifest(source) || /^\s*manifest\b/m.test(source.text);
}

async function manifestsOf(source: SourceText, signal: AbortSignal): Promise<ManifestSource> {
  const { fetchManifests } = await import("./fetch-manifests.js");
  return fetchManifests(manifestPaths(source), new URL(source.name, document.baseURI).href, signal);
}
