// A chunk of its own: only a scenario with Kubernetes YAML needs a reader of it.
import { LIMIT } from "../language/limit.js";
import type { ManifestFile, ManifestSource } from "../language/manifest/source.js";
import { readManifests } from "../manifests/read-manifests.js";

/** Fetches the files that a scenario names, seen from its own address, for a loader that waits for nothing. */
export async function fetchManifests(
  paths: readonly string[],
  base: string,
  signal: AbortSignal,
): Promise<ManifestSource> {
  const fetched = await Promise.all(
    paths.map(async (path) => [path, await fetchFile(path, base, signal)] as const),
  );
  const files = new Map(fetched);
  return {
    read: readManifests,
    file: (path) => files.get(path) ?? { kind: "missing", reason: path },
  };
}

async function fetchFile(path: string, base: string, signal: AbortSignal): Promise<ManifestFile> {
  try {
    const url = new URL(path, base);
    if (!/^https?:$/.test(url.protocol)) return { kind: "missing", reason: url.protocol };
    const response = await fetch(url, { signal });
    if (!response.ok) return { kind: "missing", reason: `HTTP ${response.status}` };
    const text = await readUpTo(response, LIMIT.manifest);
    return text === null
      ? { kind: "missing", reason: `> ${LIMIT.manifest} bytes` }
      : { kind: "text", source: { name: path, text } };
  } catch (error) {
    return { kind: "missing", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A body as text, read no further than a limit; null beyond it. */
async function readUpTo(response: Response, most: number): Promise<string | null> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  let length = 0;
  for (;;) {
    const { done = true, value = "" } = (await reader?.read()) ?? {};
    if (done) return parts.join("");
    length += value.length;
    if (length > most) {
      await reader?.cancel();
      return null;
    }
    parts.push(value);
  }
}
